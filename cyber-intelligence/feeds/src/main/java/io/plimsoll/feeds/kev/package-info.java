/// CISA's catalogue of known exploited vulnerabilities (cisa.gov/known-exploited-vulnerabilities-catalog).
@NullMarked
package io.plimsoll.feeds.kev;

import org.jspecify.annotations.NullMarked;
