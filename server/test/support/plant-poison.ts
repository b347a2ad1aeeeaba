// A poison that is planted, loaded before the server: a question to a model that holds PARLEY_POISON ends the process.
import { ClientRequest } from 'node:http'

const poison = process.env.PARLEY_POISON ?? ''
const original = ClientRequest.prototype.end as (...given: unknown[]) => ClientRequest

ClientRequest.prototype.end = function end(this: ClientRequest, ...given: unknown[]) {
  if (poison !== '' && String(given[0]).includes(poison)) process.kill(process.pid, 'SIGKILL')
  return original.apply(this, given)
} as typeof ClientRequest.prototype.end
