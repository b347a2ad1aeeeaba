import type { Actor } from '../run.ts'
import { say } from './writer.ts'
import { waitALittle } from './wait-a-little.ts'

/** Says the same under the same id through both processes at once, as a client does that lost its connection. */
export const repeater: Actor = async (run, name) => {
  await waitALittle(run)
  const clientId = `${name}1`
  const text = `${clientId}: say 2 words, one every 50 ms`
  await Promise.all(
    run.stage.processes.names.map((process) =>
      say(run, { process, actor: `${name}/${process}`, clientId, text }),
    ),
  )
}
