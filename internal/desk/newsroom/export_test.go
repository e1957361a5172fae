package newsroom

// LargestForm is how much a form may send, in bytes.
const LargestForm = largest
