/** Refusals of Google's APIs: what each status means here, and who can help. */
import { serverWords } from '../backends/kubernetes/rest/words';
import { Failure } from '../failure';
import { type Doing, signInAgain } from './failures';
import type { Said } from './said';

type ApiSaid = Extract<Said, { by: 'api' }>;

/** The refusal as a Failure. */
export function apiFailure(said: ApiSaid, doing: Doing): Failure {
  const words = serverWords(said.text);
  const why = words === '' ? `Google answered ${said.status}` : words;
  const failure = (code: string, fix: string) => new Failure(code, `${doing.what}: ${why}.`, fix);
  if (said.status === 401) return signInAgain('Google no longer accepts it', doing.again);
  if (said.status === 403) return failure(...forbidden(said, doing.project ?? 'PROJECT'));
  if (said.status === 404)
    return failure('google-not-found', 'Check the project, the location and the name.');
  if (said.status === 429)
    return failure('google-busy', 'Too much was asked of Google: wait a minute, and try again.');
  if (said.status >= 500)
    return failure('google-busy', 'Google has trouble of its own: try again in a minute.');
  if (said.status === 400) return failure('google-refused', 'Check the name of the project.');
  return failure('google-refused', 'Check that no proxy on the way answers in Google’s place.');
}

/** 403 has many reasons, each with another way out. */
function forbidden({ text, reasons }: ApiSaid, project: string): [code: string, fix: string] {
  if (reasons.includes('SERVICE_DISABLED')) {
    const enable = `gcloud services enable container.googleapis.com --project ${project}`;
    return ['google-api-off', `Enable the Kubernetes Engine API: ${enable}`];
  }
  if (reasons.includes('USER_PROJECT_DENIED') || /\bquota project\b/i.test(text)) {
    const set = `gcloud auth application-default set-quota-project ${project}`;
    return ['google-quota-project', `Name a project that you may use: ${set}`];
  }
  if (reasons.includes('ACCESS_TOKEN_SCOPE_INSUFFICIENT'))
    return ['google-scope', 'Sign in again, and allow everything that GamGUI asks for.'];
  if (/iam\.serviceAccounts\.getAccessToken|unable to impersonate/i.test(text)) {
    const role = 'roles/iam.serviceAccountTokenCreator';
    return ['google-impersonation', `Ask for the role ${role} on the service account.`];
  }
  const role = 'roles/container.clusterViewer';
  return ['google-forbidden', `Ask for the role ${role} on the project ${project}.`];
}
