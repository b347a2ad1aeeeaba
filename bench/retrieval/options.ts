import { join } from 'node:path'
import { parseArgs } from 'node:util'

const use = `npm run bench:retrieval -- [folder of question sets] [--sets a,b] [--goals file] [--distractors file.jsonl.gz]
  [--passages 100000] [--rounds 5] [--dimension 512] [--databases embedded,postgres] [--no-speed]`

/** What a run measures. */
export interface Options {
  /** Where the question sets are; without it only speed is measured. */
  readonly folder: string | null
  readonly sets: readonly string[] | null
  readonly goalsFile: string
  readonly distractorsFile: string | null
  readonly passages: number
  readonly rounds: number
  /** How many numbers a vector has. */
  readonly dimension: number
  readonly databases: readonly string[]
  readonly measuresSpeed: boolean
}

/** Reads the command line. Exits with the usage when it cannot be read. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        sets: { type: 'string' },
        goals: { type: 'string' },
        distractors: { type: 'string' },
        passages: { type: 'string', default: '100000' },
        rounds: { type: 'string', default: '5' },
        dimension: { type: 'string', default: '512' },
        databases: { type: 'string', default: 'embedded,postgres' },
        'no-speed': { type: 'boolean', default: false },
      },
    })
    const folder = positionals[0] ?? env.PARLEY_QUESTION_SETS ?? null
    return {
      folder,
      sets: values.sets?.split(',') ?? null,
      goalsFile: values.goals ?? join(folder ?? '.', 'goals.json'),
      distractorsFile: values.distractors ?? null,
      passages: Number(values.passages),
      rounds: Number(values.rounds),
      dimension: Number(values.dimension),
      databases: values.databases.split(','),
      measuresSpeed: !values['no-speed'],
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${use}`)
    process.exit(2)
  }
}
