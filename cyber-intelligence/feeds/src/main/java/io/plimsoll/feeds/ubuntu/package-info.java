/// Canonical's tracker of vulnerabilities in Ubuntu: a text file per CVE (git.launchpad.net/ubuntu-cve-tracker).
@NullMarked
package io.plimsoll.feeds.ubuntu;

import org.jspecify.annotations.NullMarked;
