import type { SelectingMessages } from './en.ts'

export const selectingZhTW: SelectingMessages = {
  title: '對所選對話的動作',
  chosen: (count) => `已選 ${count} 個`,
  all: '選擇清單中的全部',
  done: '結束選擇',
  archive: '封存所選',
  restore: '將所選移出封存',
  star: '為所選加星號',
  move: '移至專案',
  moveTitle: (count) => `將 ${count} 個對話移至專案`,
  export: '匯出所選',
  remove: '刪除所選',
  didArchive: (count) => `已封存 ${count} 個對話`,
  didRestore: (count) => `已將 ${count} 個對話移出封存`,
  didStar: (count) => `已為 ${count} 個對話加星號`,
  didMove: (count) => `已移動 ${count} 個對話`,
  didDelete: (count) => `已刪除 ${count} 個對話`,
}
