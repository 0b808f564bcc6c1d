export { DOSSIER, type DossierAnswer } from './dossier/asked.js'
export { dossierPaper } from './dossier/paper.js'
export type { Digits, Language, Paper } from './paper.js'
export { FORMATS, type Format, isFormat, written } from './writers/written.js'
