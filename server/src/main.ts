import { runCommandLine } from '#entry/cli/command-line.ts'

await runCommandLine(process.argv)
