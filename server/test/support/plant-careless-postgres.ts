// A planted defect, loaded before the server: its PostgreSQL does not wait for the disk. Of the settings with which it is
// started the one that PARLEY_PLANTED names is off. A power cut must show it.
import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

const setting = process.env.PARLEY_PLANTED ?? ''
const { spawn } = childProcess

childProcess.spawn = ((command: string, args: readonly string[], ...rest: never[]) =>
  spawn(
    command,
    args.map((arg) => (arg === `${setting}=on` ? `${setting}=off` : arg)),
    ...rest,
  )) as typeof spawn
syncBuiltinESMExports()
