/** A scenario file that cannot be served; the message says which file, where in it, and what was expected. */
export class CloudFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CloudFileError';
  }
}
