// @ts-check
import { whyNoDocker, withDocker } from '../image/docker.mjs';
import { sessionImage } from '../image/image.mjs';
import { pythonTools } from '../steps/python-tools.mjs';
import { without } from '../testing/outcome.mjs';
import { runPytest } from './agent.mjs';

/**
 * The session image, in containers as restricted as pods are.
 * @type {import('./suite.mjs').Suite}
 */
export const image = {
  name: 'image',
  needs: [pythonTools],
  run: async (context) => {
    const { args, env } = context;
    const why = await whyNoDocker();
    if (why !== null) return without('image: all of it', why, env['CI'] === 'true');
    const { archive, name } = await sessionImage();
    return withDocker(async (docker) => {
      await docker.run('load', '--input', archive);
      const chosen = args.some((arg) => arg.startsWith('test/')) ? args : ['test/image', ...args];
      return runPytest('image', {
        ...context,
        args: chosen,
        env: { ...env, ...docker.address, GAMGUI_DOCKER: docker.command, GAMGUI_IMAGE: name },
      });
    });
  },
};
