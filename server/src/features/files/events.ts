import { whoSeesIt } from '#features/conversations/index.ts'

export const audience = { 'file.read': whoSeesIt } as const
