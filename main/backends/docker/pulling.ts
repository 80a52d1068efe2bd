/** How far a pull is, from what an engine tells of each layer: pure. */

/** One line of what it tells. */
export interface PullLine {
  /** Of the layer. */
  readonly id?: string | undefined;
  readonly status: string;
  readonly progressDetail: {
    readonly current?: number | undefined;
    readonly total?: number | undefined;
  };
}

/** Bytes of a layer that have come, and how many it has. */
interface Layer {
  readonly current: number;
  readonly total: number;
}

/** The sum over all layers that are told of. */
export class PullProgress {
  readonly #layers = new Map<string, Layer>();
  #isUnpacking = false;

  /** Takes the next line. */
  take({ id, status, progressDetail }: PullLine): void {
    if (id === undefined) return;
    const known = this.#layers.get(id);
    const { current, total } = progressDetail;
    if (status === 'Downloading' && current !== undefined && total !== undefined)
      this.#layers.set(id, { current, total });
    else if (known !== undefined && status !== 'Downloading')
      // All that comes after the download says that it has come.
      this.#layers.set(id, { ...known, current: known.total });
    this.#isUnpacking = status === 'Extracting' && this.#isWhole();
  }

  /** "image, 29 of 86 MB". */
  get text(): string {
    if (this.#isUnpacking) return 'image, unpacking';
    const { current, total } = this.#sum();
    return total === 0 ? 'image' : `image, ${megabytes(current)} of ${megabytes(total)} MB`;
  }

  #isWhole(): boolean {
    const { current, total } = this.#sum();
    return current === total;
  }

  #sum(): Layer {
    const layers = [...this.#layers.values()];
    return layers.reduce(
      (sum, layer) => ({ current: sum.current + layer.current, total: sum.total + layer.total }),
      { current: 0, total: 0 },
    );
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
