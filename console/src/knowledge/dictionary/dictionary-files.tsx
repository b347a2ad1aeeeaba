import { Button, FileButton } from '@mantine/core'
import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { DownloadIcon, UploadIcon } from '../../look/icons.tsx'
import { saveFile } from '../../look/save-file.ts'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'

/** The way in and out of the dictionary as a CSV file. */
export function DictionaryFiles({ mayWrite }: { mayWrite: boolean }) {
  const words = useWords()
  const { dictionary: said } = words.knowledge
  const orTell = (work: Promise<void>) =>
    work.catch((error: unknown) => toast({ text: faultSentence(error, words), isFailure: true }))
  const take = async (file: File) => {
    const { added, unchanged, skipped } = await client.dictionary.import(await file.text())
    const [first] = skipped
    toast({
      text: said.imported(added, unchanged) + (first ? ` ${said.skipped(skipped.length, first.row)}` : ''),
      isFailure: added + unchanged === 0,
    })
    refresh('dictionary')
  }
  const give = async () => {
    const { csv } = await client.dictionary.export()
    // The mark in front tells spreadsheets that it is UTF-8.
    saveFile({ name: 'dictionary.csv', content: new Blob(['\uFEFF', csv], { type: 'text/csv' }) })
  }
  return (
    <>
      {mayWrite && (
        <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => file && void orTell(take(file))}>
          {(props) => (
            <Button variant="default" leftSection={<UploadIcon />} {...props}>
              {said.import}
            </Button>
          )}
        </FileButton>
      )}
      <Button variant="default" leftSection={<DownloadIcon />} onClick={() => void orTell(give())}>
        {said.export}
      </Button>
    </>
  )
}
