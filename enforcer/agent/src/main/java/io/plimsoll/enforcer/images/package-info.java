/// What this host knows of its images: the scans, the findings, and what the policies conclude from them.
@NullMarked
package io.plimsoll.enforcer.images;

import org.jspecify.annotations.NullMarked;
