import { useMay } from '../../data/me.ts'

export const useMayManageTools = (): boolean => useMay()('tool:manage')
