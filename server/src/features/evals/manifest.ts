import type { Manifest } from '#kernel/manifest.ts'
import { reactions } from './reactions.ts'
import { jobHandlers } from './jobs.ts'
import { personalQuestions } from './unanswered/personal-data.ts'

export const manifest: Manifest = {
  jobHandlers,
  reactions,
  personalData: [personalQuestions],
}
