/** A paper as a file. */
import type { Paper } from '../paper.js'
import { docx } from './docx.js'
import { html } from './html.js'
import { markdown } from './markdown.js'

export type Format = 'docx' | 'html' | 'md'
export const FORMATS: Readonly<Record<Format, { readonly mediaType: string; write(paper: Paper): Promise<Uint8Array> }>> = {
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', write: docx },
  html: { mediaType: 'text/html; charset=utf-8', write: async (paper) => Buffer.from(html(paper)) },
  md: { mediaType: 'text/markdown; charset=utf-8', write: async (paper) => Buffer.from(markdown(paper)) },
}

export const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name)
export const written = (paper: Paper, format: Format): Promise<Uint8Array> => FORMATS[format].write(paper)
