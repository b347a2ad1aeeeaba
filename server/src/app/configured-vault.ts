import { join } from 'node:path'
import { KEY_FILE, keyFromFile, keysInFile } from '#platform/crypto/key-file.ts'
import type { Secret } from '#platform/crypto/secret.ts'
import { openVault, type Vault } from '#platform/crypto/vault.ts'
import type { Config } from '../config.ts'

type Place = Pick<Config, 'secretKey' | 'formerSecretKeys' | 'dataDirectory'>

/** Its key is configured, or kept in the data directory, where keys added later are found. */
export function openConfiguredVault({ secretKey, formerSecretKeys, dataDirectory }: Place): Vault {
  if (secretKey) return openVault(secretKey, () => formerSecretKeys)
  const path = join(dataDirectory, KEY_FILE)
  return openVault(keyFromFile(path), () => keysInFile(path))
}

/** The existing keys, newest first. Creates none. Throws KeyFileRefused. */
export const configuredKeys = ({ secretKey, formerSecretKeys, dataDirectory }: Place): readonly Secret[] =>
  secretKey ? [secretKey, ...formerSecretKeys] : keysInFile(join(dataDirectory, KEY_FILE))
