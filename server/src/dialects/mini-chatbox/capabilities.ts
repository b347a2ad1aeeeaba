import { z } from 'zod'
import { collectCompletion, tryAgent } from '#features/completions/index.ts'
import { listLanguageModels } from '#features/models/index.ts'
import { asFault } from '#kernel/fault.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { accept } from './accept.ts'
import { type Caller, elevateToLook } from './caller.ts'

const Wanted = z.object({ model: z.string().trim().min(1).max(200).nullish() })

const probe = {
  messages: [{ role: 'user' as const, parts: [{ type: 'text' as const, text: 'Say hello.' }] }],
  tools: [
    {
      name: 'test_function',
      description: 'Does nothing.',
      inputSchema: { type: 'object', properties: { value: { type: 'string' } } },
    },
  ],
  maxOutputTokens: 16,
}

export interface Capabilities {
  readonly isConfigured: boolean
  readonly told: { supportsFunctionCalling: boolean | null; model: string; error?: string }
}

/** Models that somebody has connected: all but the built-in one. */
export const connectedModels = async (elevated: ElevatedScope) =>
  (await listLanguageModels(elevated, {})).items.filter(({ provider }) => provider !== 'offline')

/** The ID of a connected model by the client's name for it; null if there is none. */
export async function findModelId(elevated: ElevatedScope, name: string): Promise<string | null> {
  const models = await connectedModels(elevated)
  const found = models.find(({ id }) => id === name) ?? models.find(({ id }) => id.endsWith(`/${name}`))
  return found?.id ?? null
}

/** Sends a model a request with a tool, to see whether it supports tools; null if that cannot be determined. */
export async function testCapabilities(caller: Caller, given: unknown): Promise<Capabilities> {
  const { model: named } = accept(Wanted, given)
  const model = named ?? 'gpt-4'
  const elevated = elevateToLook(caller, 'completion:create', ['agent:read', 'agent:write'])
  if ((await connectedModels(elevated)).length === 0)
    return {
      isConfigured: false,
      told: { supportsFunctionCalling: null, model, error: 'API key not configured' },
    }
  const asked = { agent: { model: await findModelId(elevated, model) }, ...probe }
  try {
    await collectCompletion(tryAgent(elevated, asked))
    return { isConfigured: true, told: { supportsFunctionCalling: true, model } }
  } catch (error) {
    const { message } = asFault(error)
    const isRefused = /tool|function|unsupported/i.test(message)
    return {
      isConfigured: true,
      told: { supportsFunctionCalling: isRefused ? false : null, model, error: message },
    }
  }
}
