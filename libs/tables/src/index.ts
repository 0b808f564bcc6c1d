export { FORMATS, type Format, isFormat } from './formats.js'
export { type Cell, type Column, type Language, type Table, inLanguage } from './table.js'
export { fitsIntoASheet } from './xlsx.js'
