import type { Price } from '#contract/money.ts'
import type { Connection, ProviderKind } from '#contract/shapes/model.ts'

/** A connection as it stands in the form. */
export interface Draft {
  provider: ProviderKind
  name: string
  baseUrl: string
  key: string
  apiVersion: string
  region: string
  accessKeyId: string
  models: { name: string; price: Price | null | undefined }[]
}

export const emptyDraft: Draft = {
  provider: 'openai',
  name: '',
  baseUrl: '',
  key: '',
  apiVersion: '',
  region: '',
  accessKeyId: '',
  models: [],
}

export const draftOf = (connection: Connection): Draft => ({
  provider: connection.provider,
  name: connection.name,
  baseUrl: connection.baseUrl ?? '',
  key: '',
  apiVersion: connection.apiVersion ?? '',
  region: connection.region ?? '',
  accessKeyId: connection.accessKeyId ?? '',
  models: connection.models.map(({ name, price }) => ({ name, price })),
})

const given = (text: string) => text.trim() || null

/** What is sent of it, but for its models and its name. */
export const accessIn = (draft: Draft) => ({
  provider: draft.provider,
  baseUrl: given(draft.baseUrl),
  key: given(draft.key),
  apiVersion: given(draft.apiVersion),
  region: given(draft.region),
  accessKeyId: given(draft.accessKeyId),
})

/** A price that was never looked at is left to the server, which knows some. */
export const modelsIn = (draft: Draft) =>
  draft.models.map(({ name, price }) => (price === undefined ? { name } : { name, price }))
