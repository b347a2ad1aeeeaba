import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

interface Paths {
  readonly PATH?: string | undefined
}

/** Where a program of that name is on the PATH; undefined where it is not. */
export function findProgram(name: string, { PATH = '' }: Paths): string | undefined {
  const ending = process.platform === 'win32' ? '.exe' : ''
  return (
    PATH.split(delimiter)
      // What lies in the directory of the moment is nobody's to run.
      .filter((directory) => isAbsolute(directory))
      .map((directory) => join(directory, name + ending))
      .find(isProgram)
  )
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
