/** A process of the app without windows, to be killed: makes, claims or ends a session of some place, and says what it is about. */
import { once } from 'node:events';
import { makeCore } from '../../../main/core';
import type { SessionRequest } from '../../../main/sessions/making';
import { DEMO } from '../../../main/tenants/tenants';
import { noDesktop } from '../support/desktop';

const [profile = '', agent = '', place = '', verb = '', id = ''] = process.argv.slice(2);
const say = (words: string) => process.stdout.write(`${words}\n`);
const core = makeCore({ profile, agent, version: 'test', env: process.env, desktop: noDesktop });
await core.sessions.find();
/** What is asked for. */
const request = (): SessionRequest => {
  const { kind: backend } = core.sessions.backend(place);
  return { tenant: DEMO, backend, size: 'standard', lifeMs: null, idleMs: null };
};
if (verb === 'create') {
  const made = core.sessions.create(request());
  core.sessions.on('changed', () => say(JSON.stringify(core.sessions.list()[0]?.state)));
  say(made.id);
  await made.done;
} else if (verb === 'claim') {
  // As its settings say, which the test has written.
  core.spares.start();
  while (core.spares.status.ready === 0) await once(core.spares, 'changed');
  say('ready');
  const claimed = await core.spares.claim({ ...request(), name: id });
  say(claimed?.spec.id ?? 'none');
  if (claimed !== null) core.sessions.adopt(claimed);
  // The next one is made until it is killed, or the test is over.
  await once(process.stdin.resume(), 'end');
  await core.spares.close();
} else {
  say('ending');
  await core.sessions.end(core.sessions.get(id).id);
}
say('done');
await core.sessions.close();
