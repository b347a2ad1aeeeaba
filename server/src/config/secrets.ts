import { isPlaceholder } from '#platform/crypto/placeholder.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { FileVariableRefused, valuesFromFiles } from '#platform/environment/values-from-files.ts'
import { Environment, type Variables } from './environment.ts'
import { listOf } from './list-of.ts'
import { ConfigRefused } from './refused.ts'

const PROVIDER_SECRET =
  /^(OPENAI|ANTHROPIC|DASHSCOPE|AZURE_OPENAI|GOOGLE_GENERATIVE_AI|MISTRAL|COHERE|JINA)_API_KEY$|^AWS_(SECRET_ACCESS_KEY|SESSION_TOKEN)$|^OTEL_EXPORTER_OTLP_(TRACES_)?HEADERS$/

/** Whether a variable is a secret of a provider. */
export const isProviderSecret = (name: string): boolean => PROVIDER_SECRET.test(name)

/**
 * The environment with values from files: any of our variables, and the providers' secrets, may instead name a file
 * with the value. Throws ConfigRefused.
 */
export function withFiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  try {
    return valuesFromFiles(env, (name) => name in Environment.shape || isProviderSecret(name))
  } catch (error) {
    throw error instanceof FileVariableRefused ? new ConfigRefused(error.message, { cause: error }) : error
  }
}

/** Our own secrets, which are refused if they were copied from an example. */
const OWN = ['PARLEY_SECRET_KEY', 'PARLEY_METRICS_TOKEN'] as const

/** Throws ConfigRefused for a secret that anybody could guess. */
export function refusePlaceholders(read: Variables): void {
  for (const name of OWN)
    if (read[name] && isPlaceholder(read[name]))
      throw new ConfigRefused(`${name}: this key is easy to guess; make one with \`openssl rand -base64 32\``)
}

/** The earlier secret keys. Throws ConfigRefused if they come without a new key. */
export function formerKeys({ PARLEY_SECRET_KEY, PARLEY_SECRET_KEY_FORMER }: Variables): Secret[] {
  if (!PARLEY_SECRET_KEY_FORMER) return []
  if (!PARLEY_SECRET_KEY)
    throw new ConfigRefused('PARLEY_SECRET_KEY_FORMER: set the new key as PARLEY_SECRET_KEY')
  return listOf(PARLEY_SECRET_KEY_FORMER).map((key) => new Secret(key))
}

/** Whether content is encrypted. Throws ConfigRefused if its key would be stored beside it. */
export function sealsContent({ PARLEY_ENCRYPTION, PARLEY_SECRET_KEY }: Variables): boolean {
  if (PARLEY_ENCRYPTION !== 'on') return false
  if (!PARLEY_SECRET_KEY)
    throw new ConfigRefused(
      'PARLEY_ENCRYPTION: requires PARLEY_SECRET_KEY. A key in the data directory, beside the data it encrypts, protects nothing.',
    )
  return true
}
