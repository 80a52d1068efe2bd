/** Ending is for good, and so is stopping a job: each is asked about by name, and the safe answer is the one that Enter gives. */
import { dialog } from 'electron';
import type { Job, Session } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { counted, jobLine, runningJob } from './tray/tray-words';

/** Whether the person wants this session to end. */
export async function askToEnd(session: Session): Promise<boolean> {
  const job = runningJob(session);
  const stops = job === null ? '' : `It runs “${jobLine(job)}”, which stops. `;
  return ask(
    `End ${visible(session.name)} of ${visible(session.tenant.name)}?`,
    `${stops}The session’s shell, its files and its output are deleted. This cannot be undone.`,
    'End session',
  );
}

/** Whether the person wants all of these to end. */
export async function askToEndAll(sessions: readonly Session[]): Promise<boolean> {
  const jobs = sessions.filter((session) => runningJob(session) !== null).length;
  const run =
    jobs === 1 ? '1 of them runs a job, which stops. ' : `${jobs} of them run jobs, which stop. `;
  const stop = jobs === 0 ? '' : run;
  return ask(
    `End all ${counted(sessions.length, 'session')}?`,
    `${stop}Their shells, files and output are deleted. This cannot be undone.`,
    'End all',
  );
}

/** Whether the person wants a session's job to stop. */
export async function askToStop(session: Session, job: Job): Promise<boolean> {
  return ask(
    `Stop “${jobLine(job)}”?`,
    `It runs in ${visible(session.name)} of ${visible(session.tenant.name)}, and gets what Ctrl-C sends. What it has done so far stays done.`,
    'Stop the job',
    'Stop a job',
  );
}

async function ask(
  message: string,
  detail: string,
  end: string,
  title = 'End sessions',
): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title,
    message,
    detail,
    buttons: [end, 'Let it run'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
