/** An error of an older system itself, with the status that its clients expect. Each dialect adds its format. */
export class KnownRefusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  constructor(status: number, message = 'The request was refused.') {
    super(message)
    this.status = status
  }
}
