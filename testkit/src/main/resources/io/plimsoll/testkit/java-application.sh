# base: tiny
# The Maven packages of the golden cases: all of them as jars inside one jar, and two of them shaded into another.
root=$1
work=$(mktemp -d -p "$PWD")
artifacts="
    org.apache.logging.log4j:log4j-core:2.14.1
    org.springframework:spring-beans:5.3.17
    com.fasterxml.jackson.core:jackson-databind:2.9.10
    commons-collections:commons-collections:3.2.1
    org.apache.commons:commons-text:1.9
    org.yaml:snakeyaml:1.30
    com.google.code.gson:gson:2.8.8
    ch.qos.logback:logback-core:1.2.6
    commons-io:commons-io:2.6
    org.slf4j:slf4j-api:1.7.36"

{
    echo '<project><modelVersion>4.0.0</modelVersion><groupId>shop</groupId><artifactId>shop</artifactId>'
    echo '<version>1.0.0</version><dependencies>'
    for artifact in $artifacts; do
        IFS=: read -r group name version <<< "$artifact"
        echo "<dependency><groupId>$group</groupId><artifactId>$name</artifactId><version>$version</version></dependency>"
    done
    echo '</dependencies></project>'
} > "$work/pom.xml"
mvn -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DexcludeTransitive=true -DoutputDirectory="$work/fat/BOOT-INF/lib"

mkdir -p "$root/app" "$work/fat/META-INF" "$work/shaded"
printf 'Manifest-Version: 1.0\nMain-Class: org.springframework.boot.loader.JarLauncher\nSpring-Boot-Lib: BOOT-INF/lib/\n' \
    > "$work/fat/META-INF/MANIFEST.MF"
"$JAVA_HOME/bin/jar" --create --no-compress --file "$root/app/shop.jar" --manifest "$work/fat/META-INF/MANIFEST.MF" \
    -C "$work/fat" BOOT-INF
for name in gson-2.8.8 snakeyaml-1.30; do
    (cd "$work/shaded" && "$JAVA_HOME/bin/jar" --extract --file "$work/fat/BOOT-INF/lib/$name.jar")
done
"$JAVA_HOME/bin/jar" --create --file "$root/app/shaded.jar" -C "$work/shaded" .
