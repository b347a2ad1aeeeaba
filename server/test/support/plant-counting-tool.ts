// A tool that is planted, loaded before the server: it counts at PARLEY_COUNTS_AT and, with PARLEY_DIES_COUNTING, the
// process kills itself once it has been counted and before anybody can write that down.
import { countingTool } from './counting-tool.ts'
import { plantTools } from './plant-tools.ts'

plantTools([
  countingTool(process.env.PARLEY_COUNTS_AT ?? '', () => {
    if (process.env.PARLEY_DIES_COUNTING) process.kill(process.pid, 'SIGKILL')
  }),
])
