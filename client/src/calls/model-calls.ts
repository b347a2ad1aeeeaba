import type { z } from 'zod'
import type {
  ChangeConnection,
  Connection,
  ConnectionList,
  ConnectionTest,
  CreateConnection,
  FailedModelList,
  TryConnection,
} from '#contract/shapes/model.ts'
import type { ReadUsage, Usage } from '#contract/shapes/usage.ts'
import { path, type Transport } from '../transport.ts'

/** Connections to model providers, and which model answers where none is named. */
export const modelCalls = ({ call }: Transport) => ({
  connections: () => call<z.output<typeof ConnectionList>>('GET', '/v1/connections'),
  failed: () => call<z.output<typeof FailedModelList>>('GET', '/v1/failed-models'),
  connect: (body: z.input<typeof CreateConnection>) => call<Connection>('POST', '/v1/connections', { body }),
  change: (connectionId: string, body: Omit<z.input<typeof ChangeConnection>, 'connectionId'>) =>
    call<Connection>('PATCH', path`/v1/connections/${connectionId}`, { body }),
  disconnect: (connectionId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/connections/${connectionId}`, options),
  /** Tries what is stored, with its stored key. */
  test: (connectionId: string, model?: string) =>
    call<ConnectionTest>('POST', path`/v1/connections/${connectionId}/test`, { body: { model } }),
  /** Tries what is not stored yet. */
  try: (body: z.input<typeof TryConnection>) =>
    call<ConnectionTest>('POST', '/v1/connections/test', { body }),
  setDefault: (model: string | null) =>
    call<void>('POST', '/v1/language-models/default', { body: { model } }),
})

export const usageCalls = ({ call }: Transport) => ({
  read: (query: z.input<typeof ReadUsage>) => call<Usage>('GET', '/v1/usage', { query: { ...query } }),
})
