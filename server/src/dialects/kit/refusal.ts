/** What an older system refuses by itself, with the status that its clients expect. Each dialect adds its words. */
export class KnownRefusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  constructor(status: number, message = 'The request was refused.') {
    super(message)
    this.status = status
  }
}
