import { ApiError } from '../api-error.ts'

const passing = new Set(['unavailable', 'rate_limited', 'internal', 'upstream_failed'])

/** Whether a retry may help: the network failed or the server is unwell, rather than refusing. */
export const isPassing = (error: unknown): boolean => !(error instanceof ApiError) || passing.has(error.code)
