package io.plimsoll.scanner.analysis.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFolderTest {
    @Test
    void theRootIsNothingSpecial() {
        TextFolder root = TextFolder.around("file");
        assertThat(root).isEqualTo(new TextFolder("", false, false, false));
        assertThat(root.holds("another")).isTrue();
        assertThat(root.holds("etc/another")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"usr/share/doc/", "usr/local/share/man/man1/", "usr/share/vim/vim90/", "usr/share/X11/locale/"})
    void manualsAndTranslationsAreKnownByTheirFolder(String path) {
        assertThat(TextFolder.of(path).isManual()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr/share/", "usr/share/docs/", "srv/usr/share/doc/", "share/doc/", "usr/local/doc/"})
    void othersAreNone(String path) {
        assertThat(TextFolder.of(path).isManual()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/node_modules/a/",
                "node_modules/",
                "root/go/pkg/mod/x/",
                "root/.cargo/registry/src/",
                "root/.m2/",
                "lib/",
                "lib64/a/",
                "libexec/",
                "usr/libx32/",
                "usr/local/lib/x/",
                "usr/share/perl5/",
                "usr/local/go/",
                "usr/src/linux/",
                "opt/py/lib/python3.12/",
                "srv/lib64/jvm-21/",
                "var/lib/dpkg/info/"
            })
    void librariesAreKnownByTheirFolder(String path) {
        assertThat(TextFolder.of(path).isLibrary()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/",
                "srv/lib/",
                "pkg/modules/",
                "root/.cargo/bin/",
                "usr/",
                "usr/bin/",
                "usr/local/",
                "var/lib/",
                "var/lib/shop/",
                "library/",
                "app/lib/shop/",
                "usr/local/bin/"
            })
    void otherFoldersHoldTextsOfTheirOwn(String path) {
        assertThat(TextFolder.of(path).isLibrary()).isFalse();
    }

    @Test
    void examplesAreKnownByAnyFolderAbove() {
        assertThat(TextFolder.of("usr/lib/a/test/b/").hasExamples()).isTrue();
        assertThat(TextFolder.of("usr/lib/a/testing-tools/").hasExamples()).isFalse();
    }
}
