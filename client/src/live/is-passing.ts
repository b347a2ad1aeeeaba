import { ApiError } from '../api-error.ts'

const passing = new Set(['unavailable', 'rate_limited', 'internal', 'upstream_failed'])

/** Whether trying again later may help: the network broke or the server is unwell, rather than refusing. */
export const isPassing = (error: unknown): boolean => !(error instanceof ApiError) || passing.has(error.code)
