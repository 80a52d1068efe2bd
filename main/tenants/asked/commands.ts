/** What GAM is asked, so that Google says whether it takes a tenant's credentials. None of it changes anything at Google. */

/** Has the sign-in renewed: only that shows whether it still can be. It changes no more in oauth2.txt than any command may. */
export const REFRESH = ['gam', 'oauth', 'refresh'];
/** Shows whose it is, and the scopes. */
export const INFO = ['gam', 'oauth', 'info'];

/** What offboarding and mail need; GAM's own check of all its scopes asks Google a hundred times. */
const DELEGATED = [
  'https://mail.google.com/',
  'https://www.googleapis.com/auth/calendar',
  'https://www.googleapis.com/auth/drive',
  'https://www.googleapis.com/auth/gmail.settings.basic',
  'https://www.googleapis.com/auth/gmail.settings.sharing',
];

/** Has the service account act for the administrator, with each of the scopes. */
export function checkService(admin: string): string[] {
  return ['gam', 'user', admin, 'check', 'serviceaccount', 'scopes', DELEGATED.join(',')];
}
