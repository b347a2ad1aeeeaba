import { Button, FileButton } from '@mantine/core'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { DownloadIcon, UploadIcon } from '../../../ui/icons.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'

/** The way in and out of the search dictionary as a CSV file. */
export function SearchDictionaryFiles({ mayWrite }: { mayWrite: boolean }) {
  const t = useMessages()
  const { searchDictionary: tSearchDictionary } = t.knowledge
  const orTell = (work: Promise<void>) =>
    work.catch((error: unknown) => toast({ text: faultSentence(error, t), isFailure: true }))
  const take = async (file: File) => {
    const { added, unchanged, skipped } = await client.searchDictionary.import({ csv: await file.text() })
    const [first] = skipped
    toast({
      text:
        tSearchDictionary.imported(added, unchanged) +
        (first ? ` ${tSearchDictionary.skipped(skipped.length, first.row)}` : ''),
      isFailure: added + unchanged === 0,
    })
    invalidate('search-dictionary')
  }
  const give = async () => {
    const { csv } = await client.searchDictionary.export()
    // The mark in front tells spreadsheets that it is UTF-8.
    saveFile({ name: 'search-dictionary.csv', content: new Blob(['\uFEFF', csv], { type: 'text/csv' }) })
  }
  return (
    <>
      {mayWrite && (
        <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => file && void orTell(take(file))}>
          {(props) => (
            <Button variant="default" leftSection={<UploadIcon />} {...props}>
              {tSearchDictionary.import}
            </Button>
          )}
        </FileButton>
      )}
      <Button variant="default" leftSection={<DownloadIcon />} onClick={() => void orTell(give())}>
        {tSearchDictionary.export}
      </Button>
    </>
  )
}
