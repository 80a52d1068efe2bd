/** A program run in a container with plain pipes, over a connection that the engine gives up to it. */
import { type Duplex, Writable } from 'node:stream';
import type Dockerode from 'dockerode';
import { Failure } from '../../../failure';
import type { Exec, ExecExit } from '../../backend';
import { Output } from '../../output';
import type { Engine } from '../engine';
import { Frames } from '../exec/frames';
import { toFailure } from '../failures';

/** How long the engine may take to tell an exit code after the program's streams have ended. ms */
const CODE_MS = 5000;
/** 126 and 127 are what the engine says of a program that cannot be run. */
const NOT_RUN = [126, 127];

/** One open connection. */
class ContainerExec implements Exec {
  readonly stdin: Writable;
  readonly stdout;
  readonly stderr;
  readonly exit: Promise<ExecExit>;
  readonly #engine: Engine;
  readonly #program: Dockerode.Exec;
  readonly #socket: Duplex;
  readonly #output: Output;
  #isClosed = false;

  constructor(engine: Engine, program: Dockerode.Exec, socket: Duplex) {
    this.#engine = engine;
    this.#program = program;
    this.#socket = socket;
    this.#output = new Output(socket);
    this.stdin = stdinOf(socket);
    this.stdout = this.#output.stdout;
    this.stderr = this.#output.stderr;
    this.exit = this.#run();
    // It is for whoever looks at it: one that nobody awaits is no defect.
    this.exit.catch(() => {});
  }

  close(): void {
    this.#isClosed = true;
    this.#socket.destroy();
  }

  async #run(): Promise<ExecExit> {
    try {
      await this.#read();
      const code = await this.#code();
      await this.#output.end();
      return { code, signal: null };
    } catch (error) {
      const failure = this.#isClosed
        ? new Failure('closed', 'The connection was closed.')
        : toFailure(error);
      this.#output.fail(failure);
      throw failure;
    } finally {
      this.stdin.destroy();
      this.#socket.destroy();
    }
  }

  /** Takes what comes, until there is no more. */
  #read(): Promise<void> {
    const frames = new Frames();
    return new Promise((resolve, reject) => {
      this.#socket.on('data', (chunk: Buffer) => {
        try {
          for (const { stream, bytes } of frames.take(chunk)) this.#output.push(stream, bytes);
        } catch (error) {
          reject(error);
        }
      });
      this.#socket.once('end', resolve);
      this.#socket.once('error', reject);
      this.#socket.once('close', () => reject(new Failure('docker-cut', 'The connection broke.')));
    });
  }

  /** @throws Failure `docker-cut`: it still runs, so that it was the connection that ended; `exec-failed` */
  async #code(): Promise<number> {
    const { Running, ExitCode } = await this.#engine.ask(() => this.#program.inspect(), CODE_MS);
    if (Running || ExitCode === null) throw new Failure('docker-cut', 'The connection broke.');
    if (!NOT_RUN.includes(ExitCode)) return ExitCode;
    const message = 'The program cannot be run in the container.';
    const fix = 'Check that the image is a session image of GamGUI.';
    throw new Failure('exec-failed', message, fix);
  }
}

/** A Writable whose end closes the program's stdin, and nothing else; it takes no more than the connection carries away. */
function stdinOf(socket: Duplex): Writable {
  const stdin = new Writable({
    highWaterMark: 64 * 1024,
    write: (chunk: Buffer, _, done) => void socket.write(chunk, done),
    final: (done) => void socket.end(done),
  });
  // The exit tells what became of the program; a write to one that has gone is no surprise.
  return stdin.on('error', () => {});
}

/** Runs a program in a container. @throws Failure with the engine's reason */
export async function openExec(
  engine: Engine,
  container: string,
  command: readonly string[],
): Promise<Exec> {
  const program = await engine.ask((api) =>
    api.getContainer(container).exec({
      Cmd: [...command],
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Tty: false,
    }),
  );
  const socket = await engine.ask(() => program.start({ hijack: true, stdin: true, Tty: false }));
  return new ContainerExec(engine, program, socket);
}
