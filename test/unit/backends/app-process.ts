/** A process of the app without windows, to be killed: makes or ends a session of some place, and says what it is about. */
import { makeCore } from '../../../main/core';
import { DEMO } from '../../../main/tenants/tenants';
import { noDesktop } from '../support/desktop';

const [profile = '', agent = '', place = '', verb = '', id = ''] = process.argv.slice(2);
const say = (words: string) => process.stdout.write(`${words}\n`);
const core = makeCore({ profile, agent, version: 'test', env: process.env, desktop: noDesktop });
await core.sessions.find();
if (verb === 'create') {
  const life = { lifeMs: null, idleMs: null };
  const { kind: backend } = core.sessions.backend(place);
  const made = core.sessions.create({ tenant: DEMO, backend, size: 'standard', ...life });
  core.sessions.on('changed', () => say(JSON.stringify(core.sessions.list()[0]?.state)));
  say(made.id);
  await made.done;
} else {
  say('ending');
  await core.sessions.end(core.sessions.get(id).id);
}
say('done');
await core.sessions.close();
