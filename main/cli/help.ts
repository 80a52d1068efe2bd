/** What `help` prints. */
import { USAGE } from './arguments';

/** The commands, and what is not obvious about them. */
export const HELP = `Sessions with GAM, without windows.

  ${USAGE.run}
      Makes a session, puts the files into its working folder, runs the command there, and ends the
      session. stdin, stdout, stderr, Ctrl-C and the exit code are the command's. --keep leaves the
      session running and tells its id on stderr. On a real domain, what deletes, suspends and the
      like is asked about first where there is a terminal, and refused where there is none, unless
      --yes says beforehand that it may.
  ${USAGE.exec}
      Runs a command in a session that is there.
  ${USAGE.put}
      Sends files and folders to a session; the folder after --to is in its working folder.
  ${USAGE.get}
      Fetches files and folders from a session; the folder after --to is on this computer.
  ${USAGE.export}
      Writes what a session keeps of its output: as text, or as a recording with its times
      (asciicast, for asciinema's players). Only you can read the file.
  ${USAGE.sessions}
      Lists the sessions.
  ${USAGE.diagnose}
      Checks this computer, the sign-in and all places, or what is named (computer, google, kubernetes,
      docker, local, a session's id), and says what to do. Exits with 1 if something failed. --report
      leaves out names and secrets, so that it can be sent to others.
  ${USAGE.extend}
      Moves the end of a session, by an hour unless said otherwise.
  ${USAGE.end}
      Ends sessions for good, with their files.
  help, --version

Exit codes other than the command's: 2 usage, 66 a file cannot be read, 69 the session cannot be had,
70 a defect, 73 a file cannot be written, 74 output is lost; 128 and the signal's number after a signal.
`;
