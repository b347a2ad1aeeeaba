import { useMay } from '../shell/me.ts'

export const useMayManageTools = (): boolean => useMay()('tool:manage')
