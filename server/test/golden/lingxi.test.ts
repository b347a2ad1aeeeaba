import { test } from 'vitest'
import { play, readStories } from './golden.ts'
import { openStage } from './stage.ts'

for (const story of readStories('lingxi'))
  test(`Lingxi: ${story.title}`, async () => {
    await using stage = await openStage(story)
    await play(story, stage)
  })
