/// The National Vulnerability Database: scores, dates and descriptions of CVEs, and which versions of programs
/// without a package they are about (nvd.nist.gov, "CVE API 2.0").
@NullMarked
package io.plimsoll.feeds.nvd;

import org.jspecify.annotations.NullMarked;
