import type { SelectingMessages } from './en.ts'

export const selectingZhCN: SelectingMessages = {
  title: '对所选会话的操作',
  chosen: (count) => `已选 ${count} 个`,
  all: '选择列表中的全部',
  done: '结束选择',
  archive: '归档所选',
  restore: '将所选移出归档',
  star: '为所选加星标',
  move: '移至项目',
  moveTitle: (count) => `将 ${count} 个会话移至项目`,
  export: '导出所选',
  remove: '删除所选',
  didArchive: (count) => `已归档 ${count} 个会话`,
  didRestore: (count) => `已将 ${count} 个会话移出归档`,
  didStar: (count) => `已为 ${count} 个会话加星标`,
  didMove: (count) => `已移动 ${count} 个会话`,
  didDelete: (count) => `已删除 ${count} 个会话`,
}
