import { invalidInput } from '#kernel/fault.ts'
import { Secret } from '#platform/crypto/secret.ts'

/** A model of sound that the server offers to all tenants. */
export interface SoundConfig {
  /** `provider/model`. */
  readonly id: string
  readonly name: string
  readonly baseUrl: string
  readonly key: Secret | null
  /** Whether it is the provider's own address, whose list prices are known. */
  readonly isAtHome: boolean
}

const OPENAI = 'https://api.openai.com/v1'

type Environment = Readonly<Record<string, string | undefined>>

/** The transcription model; null for none. Throws Fault `invalid_input` that names the variable. */
export const transcriberFrom = (env: Environment): SoundConfig | null =>
  soundFrom(env, 'PARLEY_TRANSCRIPTION')

/** The speech model. */
export const speakerFrom = (env: Environment): SoundConfig | null => soundFrom(env, 'PARLEY_SPEECH')

function soundFrom(env: Environment, prefix: string): SoundConfig | null {
  const set = (name: string) => env[name]?.trim() || undefined
  const id = set(`${prefix}_MODEL`)
  if (id === undefined) return null
  const [, provider = '', name = ''] = /^([a-z-]+)\/(\S+)$/.exec(id) ?? []
  if (provider !== 'openai' && provider !== 'openai-compatible')
    throw invalidInput(`${prefix}_MODEL: "${id}" is not of the form openai/whisper-1`)
  const own = set(`${prefix}_URL`)
  if (provider === 'openai-compatible' && own === undefined)
    throw invalidInput(`${prefix}_URL: openai-compatible needs the URL of the server`)
  if (own !== undefined && !/^https?:\/\//.test(own))
    throw invalidInput(`${prefix}_URL: expected an http or https URL`)
  const baseUrl = (own ?? set('OPENAI_BASE_URL') ?? OPENAI).replace(/(?<!\/)\/+$/, '')
  const key = set(`${prefix}_KEY`) ?? (own === undefined ? set('OPENAI_API_KEY') : undefined)
  return { id, name, baseUrl, key: key ? new Secret(key) : null, isAtHome: baseUrl === OPENAI }
}
