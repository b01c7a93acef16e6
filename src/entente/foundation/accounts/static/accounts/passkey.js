// Says on the page that a passkey was refused or cancelled; allauth tells the console only.
document.addEventListener('allauth.error', function () {
  const note = document.getElementById('passkey-error')
  if (note) {
    note.hidden = false
    note.focus()
  }
})
