import { readFileSync } from 'node:fs'

/** A variable that names a file cannot be used; the message names the variable. */
export class FileVariableRefused extends Error {
  override readonly name = 'FileVariableRefused'
}

type Environment = Record<string, string | undefined>

const SUFFIX = '_FILE'
const LENGTH_MAX = 65_536

/**
 * The environment with the values of `NAME_FILE` as `NAME`: container engines hand secrets over as files. Only names
 * that `isTaken` accepts are read, as others' programs have such variables too. The line's end is no part of a value.
 * Throws FileVariableRefused for a file that cannot be read, is empty or too large, and where both are given.
 */
export function valuesFromFiles(env: Environment, isTaken: (name: string) => boolean): Environment {
  const read = Object.entries(env).flatMap(([variable, path]) => {
    const name = variable.endsWith(SUFFIX) ? variable.slice(0, -SUFFIX.length) : ''
    if (!path || !isTaken(name)) return []
    if (env[name]) throw new FileVariableRefused(`${variable}: ${name} is set too; keep only one of them`)
    return [[name, valueIn(variable, path)]]
  })
  return { ...env, ...Object.fromEntries(read) }
}

function valueIn(variable: string, path: string): string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new FileVariableRefused(`${variable}: ${path} cannot be read`, { cause: error })
  }
  const value = text.replace(/\r?\n$/, '')
  if (value.trim() === '') throw new FileVariableRefused(`${variable}: ${path} is empty`)
  if (value.length > LENGTH_MAX)
    throw new FileVariableRefused(`${variable}: ${path} is too large for a value`)
  return value
}
