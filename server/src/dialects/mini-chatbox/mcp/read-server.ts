import { z } from 'zod'
import { accept, fieldsOf, jsonObject } from '../accept.ts'
import { badRequest } from '../refusal.ts'
import type { Adding } from './servers.ts'

const ServerName = z.string().trim().min(1, 'This field may not be blank.').max(100)
const Server = z.object({
  name: ServerName.nullish(),
  serverId: ServerName.nullish(),
  url: z.string().trim().max(500).nullish(),
  apiKey: z.string().trim().max(1_000).nullish(),
  metadata: jsonObject.nullish(),
  config: jsonObject.nullish(),
})

/** A client's description of a server, in either format. A command that is not a URL leaves the url null. */
export function readServer(given: unknown): Adding {
  const { name, serverId, url, apiKey, metadata, config } = accept(Server, given)
  const configured = fieldsOf(config)
  const { command } = configured
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
  const isAddress = (value: string | null) => value !== null && /^https?:\/\//i.test(value)
  const address = [url ?? null, text(configured.url), text(command)].find(isAddress) ?? null
  const called = name ?? serverId ?? text(configured.name)
  if (!called) throw badRequest('name: This field is required.', { name: ['This field is required.'] })
  if (address === null ? command === undefined : !URL.canParse(address))
    throw badRequest('url: Enter a valid URL.', { url: ['Enter a valid URL.'] })
  return {
    name: called,
    url: address,
    key: apiKey || text(configured.apiKey),
    // Secrets are encrypted with the server and stored nowhere else.
    metadata: { ...metadata, ...(config && { config: withoutSecrets(config) }) },
  }
}

const withoutSecrets = (config: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(config).filter(([key]) => !/key|token|secret|env|headers/i.test(key)))
