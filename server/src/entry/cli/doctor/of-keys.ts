import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { KEY_FILE, KeyFileRefused } from '#platform/crypto/key-file.ts'
import { keyNameOf } from '#platform/crypto/vault.ts'
import { configuredKeys } from '#server/app/configured-vault.ts'
import type { Config } from '#server/config.ts'
import { advice, type Part, wrong } from './finding.ts'

type Place = Pick<Config, 'secretKey' | 'formerSecretKeys' | 'dataDirectory'>

/** Whether secrets can be decrypted. `sealed`: their number, by the names of the keys; null if unknown. */
export function ofKeys(config: Place, sealed: ReadonlyMap<string, number> | null): Part {
  const path = join(config.dataDirectory, KEY_FILE)
  const source = config.secretKey ? 'PARLEY_SECRET_KEY' : existsSync(path) ? KEY_FILE : 'none yet'
  const facts = { secretKey: source }
  try {
    const known = new Set(configuredKeys(config).map(keyNameOf))
    const lost = [...(sealed ?? [])].flatMap(([name, count]) => (known.has(name) ? [] : [count]))
    const count = lost.reduce((sum, one) => sum + one, 0)
    if (count === 0)
      return { facts, findings: sealed === null && source === 'none yet' ? [unseen(path)] : [] }
    const secrets = count === 1 ? '1 stored secret' : `${count} stored secrets`
    return {
      facts,
      findings: [
        wrong(
          source === 'none yet'
            ? `The encryption key for connections made in the console is missing: ${secrets} cannot be decrypted.`
            : `The key in ${source} is not the one that encrypted the stored data: ${secrets} cannot be decrypted.`,
          `Put the ${KEY_FILE} that belongs to this data at ${path}, or set PARLEY_SECRET_KEY (and PARLEY_SECRET_KEY_FORMER) to the earlier value; otherwise enter those secrets again.`,
        ),
      ],
    }
  } catch (error) {
    const isUnreadable = error instanceof Error && 'code' in error
    if (!(error instanceof KeyFileRefused) && !isUnreadable) throw error
    return { facts, findings: [wrong(error.message, 'Restore it from your copy.')] }
  }
}

const unseen = (path: string) =>
  advice(
    `${path} is missing. Whether it is needed was not checked.`,
    'Restore it from your copy before you start the server, which would create a new one.',
  )
