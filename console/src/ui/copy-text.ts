/** Copies text, also on a page that is served over plain HTTP, where the newer way is closed. */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard && isSecureContext)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => copyBySelection(text),
    )
  return copyBySelection(text)
}

const copyBySelection = (text: string): boolean => {
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  const isDone = document.execCommand('copy')
  area.remove()
  return isDone
}
