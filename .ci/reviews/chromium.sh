# Chromium, for the tests in a real browser. Sourced by ./reviews.

# chromium_is_installed: finds Chromium, or installs Debian's. Exports REVIEWS_CHROMIUM.
chromium_is_installed() {
  chromium_is_found && return
  install_chromium
  chromium_is_found || fail "Chromium is needed, but the one installed does not start: https://www.chromium.org/getting-involved/download-chromium"
}

# Where REVIEWS_CHROMIUM says, and where the path leads.
chromium_is_found() {
  local name program
  for name in "${REVIEWS_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    program="$(command -v "${name:-none}" || true)"
    [ -n "$program" ] && "$program" --version >/dev/null 2>&1 || continue
    export REVIEWS_CHROMIUM="$program"
    return 0
  done
  return 1
}

# Its libraries bring a font, without which there would be no letter on any page.
install_chromium() {
  need_apt "Chromium" https://www.chromium.org/getting-involved/download-chromium chromium
  say "Installing Chromium ..."
  apt_installs chromium
}
