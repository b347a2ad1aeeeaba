import { expect, test } from 'vitest'
import { openChildStage } from '#test/support/child-stage.ts'
import { messagesOf, openConversation, send } from '#test/support/conversation.ts'
import { freePort } from '#test/support/free-port.ts'
import { parley } from '#test/support/parley-command.ts'
import { sized } from './size.ts'

const onServer = process.env.PARLEY_TEST_DATABASE_URL !== undefined

test.skipIf(onServer)(
  'a second process on the directory is refused while the first writes, and admitted once that was killed',
  { timeout: 600_000 },
  async () => {
    await using stage = await openChildStage()
    const conversationId = await openConversation(stage)
    for (let round = 0; round < sized(2, 20); round += 1) {
      const others = [1, 2].map(async () =>
        parley(['start'], { ...stage.env, PORT: String(await freePort()) }),
      )
      const acknowledged: string[] = []
      for (let at = 0; at < 10; at += 1)
        acknowledged.push((await send(stage, conversationId, `[[say ${at}]]`)).message.id)
      for (const refused of await Promise.all(others))
        expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('Another Parley process') })
      expect((await stage.ask('GET', '/readyz')).status).toBe(200)
      await stage.child.kill('SIGKILL')
      await stage.start()
      const stored = await messagesOf(stage, conversationId, 'order=newest&branch=all&limit=50')
      expect(stored.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged))
    }
  },
)
