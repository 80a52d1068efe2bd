/** A host in memory that keeps PROTOCOL.md's promises in the simplest way, for one shell and any number of clients. */
import type { Frame } from '../../../../main/sessions/wire/frames';
import { Hello } from '../../../../main/sessions/wire/messages';
import { FakeExec } from './fake-exec';
import { SNAPSHOT, terminalWelcome, watchWelcome } from './welcomes';

type TerminalHello = Extract<Hello, { role: 'terminal' }>;

/** A connection after its HELLO. */
interface Attached {
  readonly exec: FakeExec;
  readonly hello: TerminalHello;
  /** 0: it watches. */
  epoch: number;
  sent: number;
  acked: number;
  /** Input that has come and is not taken. */
  waiting: Buffer;
}

export class ModelHost {
  output = Buffer.alloc(0);
  /** All input that was taken, in order. */
  readonly #takes: Buffer[] = [];
  /** What a client did that it must not. */
  readonly complaints: string[] = [];
  generation = 1;
  readonly execs: FakeExec[] = [];
  /** Called as a client is given the terminal, by its label. */
  granted: (label: string) => void = () => {};
  /** Called as a client's input is taken. */
  taking: (label: string, data: Buffer) => void = () => {};
  /** Called where a client's input counts as taken and was not written: a crash came in between. */
  losing: (label: string, data: Buffer) => void = () => {};
  /** The shell does not read. */
  #busy = false;
  readonly #attached = new Map<FakeExec, Attached>();
  readonly #stalled = new Set<FakeExec>();
  readonly #takenOf = new Map<string, number>();
  #epoch = 0;
  #owner: string | null = null;

  connect = async (): Promise<FakeExec> => {
    const exec = new FakeExec();
    this.execs.push(exec);
    return exec;
  };

  /** All that the shells read, as one. */
  get taken(): Buffer {
    return Buffer.concat(this.#takes);
  }

  print(data: Buffer): void {
    this.output = Buffer.concat([this.output, data]);
    for (const one of this.#attached.values()) this.#pump(one);
  }

  /** Moves bytes on every connection that is neither cut nor stalled. */
  deliver(up: number, down: number): void {
    for (const exec of this.execs) {
      if (exec.cut || this.#stalled.has(exec)) continue;
      for (const frame of exec.deliverUp(up)) this.#hear(exec, frame);
      exec.deliverDown(down);
      const one = this.#attached.get(exec);
      if (one !== undefined) this.#pump(one);
    }
  }

  /** The connections that there are carry nothing, and nobody is told, until they do again. */
  stall(stalls: boolean): void {
    if (stalls) for (const exec of this.execs) this.#stalled.add(exec);
    else this.#stalled.clear();
  }

  /** The shell reads again, or stops. */
  read(busy: boolean): void {
    this.#busy = busy;
    for (const one of this.#attached.values()) this.#take(one);
  }

  /** A client that is not modelled takes the terminal. */
  takenElsewhere(): void {
    this.#grant('other', 'other');
  }

  /** The host dies, and another one starts another shell. What was about to be written is never written again. */
  crash(aboutToWrite = 0): void {
    for (const exec of this.execs) exec.end(137);
    for (const one of this.#attached.values()) {
      if (one.epoch !== this.#epoch) continue;
      const { client, label } = one.hello;
      const lost = one.waiting.subarray(0, aboutToWrite);
      this.losing(label, lost);
      this.#takenOf.set(client, this.#takenBy(client) + lost.length);
    }
    this.#attached.clear();
    this.generation += 1;
    this.#owner = null;
  }

  #takenBy(client: string): number {
    return this.#takenOf.get(client) ?? 0;
  }

  #hear(exec: FakeExec, frame: Frame): void {
    if (frame.type === 'hello') {
      this.#welcome(exec, Hello.parse(frame.hello));
      return;
    }
    if (frame.type === 'ping') exec.send({ type: 'pong', nonce: frame.nonce });
    const one = this.#attached.get(exec);
    if (one === undefined) return;
    if (frame.type === 'ack') this.#ack(one, frame.offset);
    if (frame.type === 'input') this.#input(one, frame);
    if (frame.type === 'bye') {
      this.#attached.delete(exec);
      exec.end();
    }
  }

  #welcome(exec: FakeExec, hello: Hello): void {
    if (hello.role !== 'terminal') throw new Error('only terminals are modelled');
    for (const [other, { hello: old }] of this.#attached) {
      if (old.client !== hello.client) continue;
      this.#attached.delete(other);
      other.send({ type: 'bye', bye: { reason: 'replaced' } });
    }
    const free = this.#owner === null || this.#owner === hello.client;
    const granted = hello.intent === 'take' || free;
    if (granted) this.#grant(hello.client, hello.label);
    const end = this.output.length;
    const from = Math.max(hello.from ?? 0, end - hello.tail);
    const epoch = granted ? this.#epoch : 0;
    const one: Attached = { exec, hello, epoch, sent: from, acked: from, waiting: Buffer.alloc(0) };
    this.#attached.set(exec, one);
    const output = { start: 0, end, from };
    const { generation } = this;
    const taken = this.#takenBy(hello.client);
    const snapshot = { ...SNAPSHOT, generation };
    const welcome = granted
      ? terminalWelcome({ epoch, taken, generation, output, snapshot })
      : watchWelcome({ elsewhere: { label: 'other', since: 1 }, taken, output, snapshot });
    exec.send({ type: 'welcome', welcome });
    this.#pump(one);
  }

  #grant(client: string, label: string): void {
    this.granted(label);
    this.#epoch += 1;
    this.#owner = client;
    for (const one of this.#attached.values()) {
      if (one.epoch === 0) continue;
      one.epoch = 0;
      one.waiting = Buffer.alloc(0);
      const owner = { kind: 'owner', label: 'other', since: 1, epoch: this.#epoch } as const;
      one.exec.send({ type: 'event', event: { ...owner, seq: 2, at: 1 } });
    }
  }

  #pump(one: Attached): void {
    // As much as a pipe takes.
    while (one.exec.waiting < 65_536) {
      const room = one.acked + one.hello.window - one.sent;
      const data = this.output.subarray(one.sent, one.sent + Math.min(room, 65_536));
      if (room <= 0 || data.length === 0) return;
      one.exec.send({ type: 'output', stream: 0, offset: one.sent, data });
      one.sent += data.length;
    }
  }

  #ack(one: Attached, offset: number): void {
    if (offset > one.sent) this.complaints.push(`acknowledged ${offset} of ${one.sent}`);
    one.acked = Math.max(one.acked, offset);
    this.#pump(one);
  }

  #input(one: Attached, frame: Extract<Frame, { type: 'input' }>): void {
    // Not a mistake: it may have been on its way when another took the terminal.
    if (one.epoch === 0 || frame.epoch !== one.epoch) return;
    const received = this.#takenBy(one.hello.client) + one.waiting.length;
    if (frame.offset > received) this.complaints.push('input leaves a hole');
    one.waiting = Buffer.concat([one.waiting, frame.data.subarray(received - frame.offset)]);
    if (one.waiting.length > 65_536) this.complaints.push('too much input is on the way');
    this.#take(one);
  }

  #take(one: Attached): void {
    if (this.#busy || one.waiting.length === 0) return;
    const { client, label } = one.hello;
    this.taking(label, one.waiting);
    this.#takes.push(one.waiting);
    const offset = this.#takenBy(client) + one.waiting.length;
    this.#takenOf.set(client, offset);
    one.waiting = Buffer.alloc(0);
    one.exec.send({ type: 'taken', epoch: one.epoch, offset });
  }
}
