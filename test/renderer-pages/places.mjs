/** The places where sessions run, and what is known of the app. */

export const places = [
  {
    backend: 'kubernetes',
    title: 'Kubernetes',
    about:
      'A pod in your team’s cluster: jobs go on when this computer sleeps or is lost, and its keys stay in there.',
    status: { kind: 'unset', text: 'No cluster chosen yet' },
  },
  {
    backend: 'docker',
    title: 'Docker',
    about:
      'A container on this computer: it sees only the files you send it, and jobs pause when the computer sleeps.',
    status: {
      kind: 'unusable',
      error: {
        code: 'docker-away',
        message: 'Docker cannot be used: nothing answers at its socket.',
        fix: 'Start Docker, or choose another place.',
      },
    },
  },
  {
    backend: 'local',
    title: 'Local',
    about:
      'A process on this computer: nothing to set up, but no walls, so a session can read all that you can.',
    status: { kind: 'ready', text: 'Ready, with GAM 7.49.00' },
  },
];

export const info = {
  version: '1.0.0',
  electron: '45.4.1',
  platform: 'linux',
  gam: '7.49.00',
  notices: [],
};
/** One setting as main tells it. */

export const NO_SPARES = {
  ready: 0,
  making: 0,
  trouble: {
    code: 'forbidden',
    message:
      'You may not patch pods in the namespace “gam-lena”, so no spare could become a session.',
    fix: 'Ask for the verb patch on pods there: the role of GamGUI users has it (see the terraform folder).',
  },
};
