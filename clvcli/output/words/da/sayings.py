"""The Danish of texts that are made in English below the output: notes, decisions, reasons."""

from __future__ import annotations

SAYINGS = {
    # --- notes
    " and {money:,} of net revenue": " og {money:,} af nettoomsætningen",
    " in {currency}": " i {currency}",
    " of customers in {currency}": " for kunder i {currency}",
    ", of which {money:,.2f} would be tax at a rate of 25 %": (
        ", hvoraf {money:,.2f} ville være moms ved en sats på 25\xa0%"
    ),
    ", up to {money:,}": ", op til {money:,}",
    ", {money:,} less in all": ", i alt {money:,} mindre",
    ", {share:.0%} of its money": ", {share:.0%} af beløbet",
    ", {share:.0%} of net sales": ", {share:.0%} af nettosalget",
    "1 customer has a relay address ({share_of_orders:.0%} of orders): they cannot be known again in other"
    " channels": (
        "1 kunde har en videresendelsesadresse ({share_of_orders:.0%} af ordrerne) og kan ikke genkendes i andre"
        " kanaler"
    ),
    "{customers:,} customers have a relay address ({share_of_orders:.0%} of orders): they cannot be known again"
    " in other channels": (
        "{customers:,} kunder har en videresendelsesadresse ({share_of_orders:.0%} af ordrerne) og kan ikke"
        " genkendes i andre kanaler"
    ),
    "1 customer has another score than others with the same figure, for fifths of one size": (
        "1 kunde har fået andre point end andre med samme tal, så femtedelene bliver lige store"
    ),
    "{customers:,} customers have another score than others with the same figure, for fifths of one size": (
        "{customers:,} kunder har fået andre point end andre med samme tal, så femtedelene bliver lige store"
    ),
    "1 customer has paid nothing for what was kept, and tell nothing of what others spend": (
        "1 kunde har intet betalt for det beholdte og siger intet om, hvad andre bruger"
    ),
    "{customers:,} customers have paid nothing for what was kept, and tell nothing of what others spend": (
        "{customers:,} kunder har intet betalt for det beholdte og siger intet om, hvad andre bruger"
    ),
    "1 order is called partly refunded and nothing says by how much; nothing is taken off{worth}": (
        "1 ordre er angivet som delvist refunderet, uden at det fremgår med hvor meget; der er intet trukket"
        " fra{worth}"
    ),
    "{orders:,} orders are called partly refunded and nothing says by how much; nothing is taken off{worth}": (
        "{orders:,} ordrer er angivet som delvist refunderet, uden at det fremgår med hvor meget; der er intet"
        " trukket fra{worth}"
    ),
    "1 return of {money:,.2f} made after {day} is not counted: later days are not known": (
        "1 returnering på {money:,.2f} efter {day} er ikke medregnet: senere dage er ukendte"
    ),
    "{rows:,} returns of {money:,.2f} made after {day} are not counted: later days are not known": (
        "{rows:,} returneringer på {money:,.2f} efter {day} er ikke medregnet: senere dage er ukendte"
    ),
    "; {idle:,} of its entries name nobody who bought": (
        "; {idle:,} af listens linjer er på nogen, der ikke har købt"
    ),
    "`{name}` ({amount:,.0f}; nearest: `{near}`)": "`{name}` ({amount:,.0f}; nærmest: `{near}`)",
    "a purchase of {customers:,} of {of:,} customers{where} is expected to cost more than it leaves": (
        "et køb fra {customers:,} af {of:,} kunder{where} forventes at koste mere, end det giver"
    ),
    "amounts below zero on {count:,} rows are taken for credits": (
        "negative beløb på {count:,} rækker regnes som krediteringer"
    ),
    "correlation {figure:.2f}": "korrelation {figure:.2f}",
    "of ranks {figure:.2f}": "mellem rangtal {figure:.2f}",
    "{share:.0%} of the variance of spend lies between purchase counts": (
        "{share:.0%} af variansen i forbrug ligger mellem kunder med forskelligt antal køb"
    ),
    "spend per purchase goes with how often customers buy ({told}); they are taken as independent": (
        "forbrug pr. køb følger, hvor tit kunderne køber ({told}); modellen regner dem som uafhængige"
    ),
    "cost is known for {covered:.0%} of net sales{of}; the rest is taken at the same average rate": (
        "omkostningen er kendt for {covered:.0%} af nettosalget{of}; resten regnes med samme gennemsnit"
    ),
    "credit notes: {matched:,} lines{matched_money} set against earlier orders, {loose:,} lines{loose_money}"
    " found none and are booked on their own date": (
        "kreditnotaer: {matched:,} linjer{matched_money} modregnet i tidligere ordrer, {loose:,}"
        " linjer{loose_money} fandt ingen og er bogført på deres egen dato"
    ),
    "each of {orders:,} orders has a customer id of its own: ids may be given per order": (
        "hver af {orders:,} ordrer har sit eget kundenummer: numrene gives måske pr. ordre"
    ),
    "every future purchase is expected at the average of all customers: {reason}": (
        "hvert kommende køb forventes at give gennemsnittet for alle kunder: {reason}"
    ),
    "fewer than {enough} have come back{where}: who is silent for more than {days} days counts as lapsed": (
        "færre end {enough} er kommet igen{where}: den, der er stille i mere end {days} dage, regnes som inaktiv"
    ),
    "fewer than {few} were treated or held out in {names}: what is seen there may be chance": (
        "færre end {few} blev kontaktet eller holdt tilbage i {names}: det, der ses dér, kan være tilfældigt"
    ),
    "guests: {share_of_orders:.0%} of orders and {share_of_revenue:.0%} of net revenue name no buyer": (
        "gæster: {share_of_orders:.0%} af ordrerne og {share_of_revenue:.0%} af nettoomsætningen er uden navngiven"
        " køber"
    ),
    "models of {groups}": "modeller for {groups}",
    "no backtest of amounts in {where}: {reason}": "ingen efterprøvning af beløb i {where}: {reason}",
    "no cost is known: rewards are a share of revenue, and what would earn them back is not known": (
        "omkostningerne er ukendte: belønninger er en andel af omsætningen, og det vides ikke, hvad der ville tjene"
        " dem ind"
    ),
    "no currency": "ingen valuta",
    "no customer has {column}: all are in the last tier": (
        "ingen kunde har {column}: alle er på det nederste niveau"
    ),
    "no file is written of {names}: nobody is left to pass on": (
        "der skrives ingen fil for {names}: der er ingen tilbage at sende videre"
    ),
    "no forecast{where}: {reason}; historic columns only": (
        "ingen prognose{where}: {reason}; kun historiske kolonner"
    ),
    "no group is large enough to be fitted alone: one model, of {group}": (
        "ingen gruppe er stor nok til sin egen model: én model, for {group}"
    ),
    "no list was written for {network}: nobody is left to pass on": (
        "der blev ikke skrevet nogen liste til {network}: der er ingen tilbage at sende videre"
    ),
    "no model of leaving{where}: {reason}; they are expected to stay and buy as before, {days} days ahead": (
        "ingen model for frafald{where}: {reason}; de forventes at blive og købe som hidtil, {days} dage frem"
    ),
    "no model{where}: {reason}; they are expected to do what earlier customers did, {days} days ahead": (
        "ingen model{where}: {reason}; de forventes at gøre, som tidligere kunder gjorde, {days} dage frem"
    ),
    "no order names a buyer: totals can be given, customers cannot": (
        "ingen ordre angiver en køber: der kan vises totaler, men ikke kunder"
    ),
    "nobody was new in {months}": "ingen var nye i {months}",
    "nothing is said of {months}, when customers were new": (
        "intet er angivet for {months}, hvor der kom nye kunder"
    ),
    "not read as exports: {files}": "ikke læst som udtræk: {files}",
    "nothing says whether amounts hold tax; they count as printed{worth}": (
        "intet viser, om beløbene er med moms; de tæller, som de står{worth}"
    ),
    "one customer has {share:.0%} of the orders{worth}: perhaps a cash or collective customer": (
        "én kunde har {share:.0%} af ordrerne{worth}: måske en kasse- eller samlekunde"
    ),
    "order lines have no column for {fields}; what {source} says of it is not kept": (
        "ordrelinjer har ingen kolonne til {fields}; det, {source} siger om det, bliver ikke gemt"
    ),
    "orders without a channel": "ordrer uden kanal",
    "rows of fewer than {least} customers are hidden, with others that would give them away": (
        "rækker med færre end {least} kunder er skjult, sammen med andre, der ville afsløre dem"
    ),
    "that a contact raises the chance to buy again is assumed: by {uplift} points, the middle decides": (
        "at en kontakt øger sandsynligheden for et nyt køb, er en antagelse: med {uplift} procentpoint, hvor det"
        " midterste afgør"
    ),
    "the customers{of} are one group: they are fewer than {least}, or no groups of them are found again": (
        "kunderne{of} er én gruppe: der er færre end {least}, eller ingen grupper af dem kan genfindes"
    ),
    "the forecast": "prognosen",
    "the format {name} is unverified: its columns were seen in no file": (
        "formatet {name} er ikke efterprøvet: dets kolonner er ikke set i nogen fil"
    ),
    "the last quarters would have been predicted better by a naive rule: {of}": (
        "de seneste kvartaler var blevet forudsagt bedre af en simpel regel: {of}"
    ),
    "the model is saved without {corrections}": "modellen er gemt uden {corrections}",
    "the model was learnt from orders up to {day} and is asked about customers {number} earlier, having seen"
    " what came after": (
        "modellen er lært af ordrer til og med {day} og bliver spurgt om kunder {number} tidligere, efter at have"
        " set, hvad der skete siden"
    ),
    "the model was learnt from orders up to {day} and is asked about customers {number} later": (
        "modellen er lært af ordrer til og med {day} og bliver spurgt om kunder {number} senere"
    ),
    "{days} day": "{days} dag",
    "{days} days": "{days} dage",
    "the rates that the orders name are taken as rates to {target}: no order is in {target} to prove it": (
        "ordrernes kurser regnes som kurser til {target}: ingen ordre er i {target} og beviser det"
    ),
    "tiers rank customers by {column}: there is no forecast to add": (
        "niveauerne rangordner kunderne efter {column}: der er ingen prognose at lægge til"
    ),
    "who says yes to {asked} of {source} is passed on to {network}; make sure that they were asked for that": (
        "den, der siger ja til {asked} i {source}, sendes videre til {network}; sørg for, at det var det, de blev"
        " spurgt om"
    ),
    "{count:,} customer": "{count:,} kunde",
    "{count:,} customers": "{count:,} kunder",
    "{count:,} customer ids merged with another by e-mail": (
        "{count:,} kundenumre er lagt sammen med et andet via e-mail"
    ),
    "{count:,} groups of ids share an address and are too large to be a person; left apart": (
        "{count:,} grupper af numre deler en adresse og er for store til at være én person; de holdes adskilt"
    ),
    "{count:,} lines have no customer": "{count:,} linjer er uden kunde",
    "{count:,} lines have no sku": "{count:,} linjer er uden varenummer",
    "{count:,} sku": "{count:,} varenummer",
    "{count:,} skus": "{count:,} varenumre",
    "{keys} not in it": "{keys} står ikke i den",
    "{source} speaks of {found:,} of {lines:,} sold lines{reach}; {told}": (
        "{source} dækker {found:,} af {lines:,} solgte linjer{reach}; {told}"
    ),
    "{count:,} of {read:,} rows rejected ({told}); give -o FILE to keep them in FILE.rejects.csv": (
        "{count:,} af {read:,} rækker afvist ({told}); med -o FIL gemmes de i FIL.rejects.csv"
    ),
    "{count:,} of {read:,} rows rejected ({told}); see {target}": (
        "{count:,} af {read:,} rækker afvist ({told}); se {target}"
    ),
    "{customers:,} customers are left out by the list{rest}": "{customers:,} kunder er udeladt efter listen{rest}",
    "{day} is {days} days after the last order: all customers are taken to have bought nothing since": (
        "{day} er {days} dage efter seneste ordre: det antages, at ingen kunder har købt siden"
    ),
    "{keys:,} of the {name} belong to no order line": "{keys:,} af {name} hører ikke til nogen ordrelinje",
    "{keys:,} of the {name} belong to no order line, and their money is not counted": (
        "{keys:,} af {name} hører ikke til nogen ordrelinje, og deres beløb er ikke medregnet"
    ),
    "{keys:,} values of `{key}` stand several times among the {name} and say different things; one is taken": (
        "{keys:,} værdier af `{key}` står flere gange i {name} med forskelligt indhold; én er brugt"
    ),
    "{rows:,} of {of:,} rows found none of the {name}": "{rows:,} af {of:,} rækker fandt intet i {name}",
    "{lines:,} of {of:,} sold lines cost more than they were sold for, by {source}": (
        "{lines:,} af {of:,} solgte linjer kostede mere, end de blev solgt for, ifølge {source}"
    ),
    "{lines:,} order lines are converted at a rate more than {limit_days} days older than the order; the oldest"
    " is of {oldest}, {oldest_days} days before": (
        "{lines:,} ordrelinjer er omregnet til en kurs, der er mere end {limit_days} dage ældre end ordren; den"
        " ældste er fra {oldest}, {oldest_days} dage før"
    ),
    "{members:,} of {of:,} members of the audience are not among these customers; they bought nothing": (
        "{members:,} af {of:,} på listen er ikke blandt disse kunder; de har intet købt"
    ),
    "{named} look up to {furthest:,} days ahead, from {span:,} days of orders: nobody has been seen for so long": (
        "{named} rækker op til {furthest:,} dage frem, ud fra {span:,} dages ordrer: ingen er fulgt så længe"
    ),
    "{named} looks {furthest:,} days ahead, from {span:,} days of orders: nobody has been seen for so long": (
        "{named} rækker {furthest:,} dage frem, ud fra {span:,} dages ordrer: ingen er fulgt så længe"
    ),
    "{name} has no cut points of {schemes}: learnt from these customers": (
        "{name} har ingen grænser for {schemes}: de er lært af disse kunder"
    ),
    "{schemes}: sorted by the cut points of {name}, as of {as_of}": (
        "{schemes}: inddelt efter grænserne i {name}, opgjort pr. {as_of}"
    ),
    "{network} asks for lists of {least} rows or more; shorter are {which}": (
        "{network} kræver lister på mindst {least} rækker; kortere er {which}"
    ),
    "{option} changed nothing: {why}": "{option} ændrede intet: {why}",
    "{option} names no amount for {where}: {orders:,} of {of:,} orders are taken to cost none": (
        "{option} angiver intet beløb for {where}: {orders:,} af {of:,} ordrer regnes som gratis"
    ),
    "{orders:,} order numbers stand under several buyers; each buyer's is an order of its own": (
        "{orders:,} ordrenumre står under flere købere; hver købers er sin egen ordre"
    ),
    "{orders:,} orders have lines on several days; the first day counts": (
        "{orders:,} ordrer har linjer på flere dage; den første dag gælder"
    ),
    "{orders:,} orders have the day and money of orders in another file: perhaps they are the same, twice": (
        "{orders:,} ordrer har samme dag og beløb som ordrer i en anden fil: måske er de de samme, to gange"
    ),
    "{orders:,} orders of the store came again with fewer lines or less money{less}; the newer counts": (
        "{orders:,} ordrer i lageret kom igen med færre linjer eller mindre beløb{less}; de nyeste gælder"
    ),
    "{orders:,} orders stand twice and count once: {rows:,} rows left out": (
        "{orders:,} ordrer står to gange og tæller én: {rows:,} rækker udeladt"
    ),
    "{orders:,} orders stand twice and count once: {rows:,} rows, {money:,} left out": (
        "{orders:,} ordrer står to gange og tæller én: {rows:,} rækker, {money:,} udeladt"
    ),
    "{rows:,} identical rows count once": "{rows:,} ens rækker tæller én gang",
    "{rows:,} lines are identical to another line of their order and count": (
        "{rows:,} linjer er magen til en anden linje i samme ordre og tæller med"
    ),
    "{rows:,} of the exported have a phone that is no number; it is left out": (
        "{rows:,} af de eksporterede har et ugyldigt telefonnummer; det er udeladt"
    ),
    "{rows:,} rows are added up to {cells:,} of a month and channel": (
        "{rows:,} rækker er lagt sammen til {cells:,} pr. måned og kanal"
    ),
    "{source} has contracts of 1 customer that overlap; they count as one": (
        "{source} har overlappende kontrakter for 1 kunde; de tæller som én"
    ),
    "{source} has contracts of {customers:,} customers that overlap; they count as one": (
        "{source} har overlappende kontrakter for {customers:,} kunder; de tæller som én"
    ),
    "{source} names no spend in {currencies}; what won those who pay in it is laid on the others": (
        "{source} angiver ingen udgifter i {currencies}; det, der vandt de kunder, er lagt på de øvrige"
    ),
    "{source} says different things of {customers:,} customers with several rows; the first id speaks": (
        "{source} siger forskellige ting om {customers:,} kunder med flere rækker; det første nummer gælder"
    ),
    "{source}: 1 row is dated after {as_of}; {amount:,.2f} is left out": (
        "{source}: 1 række er dateret efter {as_of}; {amount:,.2f} er udeladt"
    ),
    "{source}: {rows:,} rows are dated after {as_of}; {amount:,.2f} is left out": (
        "{source}: {rows:,} rækker er dateret efter {as_of}; {amount:,.2f} er udeladt"
    ),
    "{source}: no first order came through {named}; {share:.0%} of spend, counted for all customers together": (
        "{source}: ingen første ordre kom gennem {named}; {share:.0%} af udgifterne, regnet på alle kunder"
        " tilsammen"
    ),
    "{source}: {lines:,} lines are of a type nobody knows ({named}) and count as goods{worth}": (
        "{source}: {lines:,} linjer er af en ukendt type ({named}) og tæller som varer{worth}"
    ),
    "{source}: {rows:,} of {of:,} rows are of nobody who has ordered; {amount:,.2f} is left out{share}": (
        "{source}: {rows:,} af {of:,} rækker er på nogen, der ikke har bestilt; {amount:,.2f} er udeladt{share}"
    ),
    # --- how the data were read
    "a GIF image": "et GIF-billede",
    "a JPEG image": "et JPEG-billede",
    "a PDF document": "et PDF-dokument",
    "a PNG image": "et PNG-billede",
    "a TIFF image": "et TIFF-billede",
    "a folder": "en mappe",
    "a log": "en log",
    "a program": "et program",
    "a rich text document": "et RTF-dokument",
    "notes": "noter",
    "settings": "indstillinger",
    "hidden": "skjult",
    "no file": "ingen fil",
    "rows that an earlier run rejected": "rækker, som en tidligere kørsel afviste",
    ", per 100 units for {currencies}": ", pr. 100 enheder for {currencies}",
    "`{column}`, line {line}: {text}": "`{column}`, linje {line}: {text}",
    "a price, and no column holds quantities": "en pris, og ingen kolonne har antal",
    "after a comma without quotes": "efter et komma uden anførselstegn",
    "after discount": "efter rabat",
    "all of `{column}` are days so": "alle i `{column}` er dage på den måde",
    "all of `{column}` end in it": "alle i `{column}` ender på det",
    "amount + tax = total": "beløb + moms = total",
    "amount - discount = total": "beløb - rabat = total",
    "amount = price + tax": "beløb = pris + moms",
    "amount = subtotal + shipping": "beløb = subtotal + fragt",
    "amount = total": "beløb = total",
    "amount differs from quantity x unit price": "beløbet afviger fra antal x stykpris",
    "amount is the order's total": "beløbet er ordrens total",
    "amounts": "beløb",
    "as {field} it should hold dates, and does not": "som {field} skulle den have datoer, og det har den ikke",
    "as {field} it should hold numbers, and does not": "som {field} skulle den have tal, og det har den ikke",
    "bar": "lodret streg",
    "before discount": "før rabat",
    "blanks": "mellemrum",
    "by {key}, {rows:,} rows": "på {key}, {rows:,} rækker",
    "called gross, with a discount beside it": "hedder brutto, med en rabat ved siden af",
    "column `{column}`": "kolonnen `{column}`",
    "column of {field}": "kolonne for {field}",
    "columns": "kolonner",
    "columns {names}": "kolonnerne {names}",
    "comma": "komma",
    "compression": "komprimering",
    "cost": "omkostning",
    "costs": "omkostninger",
    "currency": "valuta",
    "customers": "kunder",
    "date format": "datoformat",
    "day before month": "dag før måned",
    "decimal sign": "decimaltegn",
    "decimals": "decimaler",
    "discount": "rabat",
    "encoding": "tegnsæt",
    "except line {line}": "undtagen linje {line}",
    "format": "filformat",
    "status": "ordrestatus",
    "files of the folder": "filer i mappen",
    "for audiences": "til kundelister",
    "furniture": "titler og totaler",
    "given {times} times": "angivet {times} gange",
    "header": "overskrift",
    "ids": "numre",
    "in parts": "i dele",
    "input": "inddata",
    "it differs between the rows of {share:.0%} of orders": (
        "det er forskelligt på rækkerne i {share:.0%} af ordrerne"
    ),
    "it holds e-mail addresses": "den har e-mailadresser",
    "it holds names of people": "den har navne på personer",
    "it is the same on all rows of {share:.0%} of orders": (
        "det er det samme på alle rækker i {share:.0%} af ordrerne"
    ),
    "it is the selling price on {share:.0%} of rows": "det er salgsprisen på {share:.0%} af rækkerne",
    "it stands beside the amounts": "den står ved beløbene",
    "its letters were `Ã¦` and the like": "bogstaverne stod som `Ã¦` og lignende",
    "joined": "koblet på",
    "left out": "udeladt",
    "left out: {columns}": "udeladt: {columns}",
    "line {line}": "linje {line}",
    "lists, records or bytes": "lister, strukturer eller bytes",
    "month before day": "måned før dag",
    "more than the price on some rows": "mere end prisen på nogle rækker",
    "never above {largest:g}": "aldrig over {largest:g}",
    "no order has it on two rows": "ingen ordre har det på to rækker",
    "none": "ingen",
    "none charged": "ingen opkrævet",
    "none of it is needed for the money, the day or the buyer of an order": (
        "intet af det er nødvendigt for en ordres beløb, dag eller køber"
    ),
    "not used": "ikke brugt",
    "not {names}": "ikke {names}",
    "of a unit": "pr. stk.",
    "of the line": "linjens",
    "of the line, after discount": "linjens, efter rabat",
    "of the line, before discount": "linjens, før rabat",
    "of the order": "ordrens",
    "of the order, on its first row": "ordrens, på dens første række",
    "of the order, repeated on its rows": "ordrens, gentaget på dens rækker",
    "of the order, {where}": "ordrens, {where}",
    "of what keeps an order out or gives money back the graver holds": (
        "den alvorligste status gælder, når en ordre holdes ude eller betales tilbage"
    ),
    "once": "én gang",
    "one cell more than names on each line, always behind cell {cell}": (
        "en celle mere end navne på hver linje, altid efter celle {cell}"
    ),
    "products": "varer",
    "put aside": "lagt til side",
    "quantity x the price of one unit": "antal x prisen for ét stk.",
    "quantity x unit price": "antal x stykpris",
    "rates of the order date from {file}{of_hundreds}": "kurser på ordredatoen fra {file}{of_hundreds}",
    "read once": "læst én gang",
    "repeated": "gentaget",
    "semicolon": "semikolon",
    "separator": "skilletegn",
    "sheet": "ark",
    "tab": "tabulator",
    "tax": "moms",
    "tax in `{column}`": "moms i `{column}`",
    "tax in {currency}": "moms i {currency}",
    "tax is {share:.0%} of the amount": "momsen er {share:.0%} af beløbet",
    "taxes are zero on every order": "momsen er nul på alle ordrer",
    "the better name; also {others}": "det bedste navn; også {others}",
    "the column is called `{column}`": "kolonnen hedder `{column}`",
    "the column's name": "kolonnens navn",
    "the names of the columns": "kolonnernes navne",
    "the only number, and its values come back on other days": (
        "det eneste nummer, og dets værdier kommer igen på andre dage"
    ),
    "the order's subtotal": "ordrens subtotal",
    "the other amount = gross - discount + shipping": "det andet beløb = brutto - rabat + fragt",
    "the rates that the orders name": "de kurser, ordrerne angiver",
    "the values, as none has a name": "værdierne, da ingen har et navn",
    "utf-8, written twice": "utf-8, skrevet to gange",
    "values on the first line": "værdier på første linje",
    "version of the store": "lagerets version",
    "without `.0`": "uden `.0`",
    "year first": "året først",
    "{count} columns of numbers without names, one of them dates as yyyymmdd": (
        "{count} kolonner med tal uden navne, én af dem datoer som yyyymmdd"
    ),
    "{count} known names on it; the lines above it left out": (
        "{count} kendte navne på den; linjerne over den er udeladt"
    ),
    "{count} total or header lines left out": "{count} total- eller titellinjer udeladt",
    "{field} in {column}": "{field} i {column}",
    "{found:,} of {lines:,} sold lines{reach}": "{found:,} af {lines:,} solgte linjer{reach}",
    "{share:.0%} of rows = quantity x unit price less it": (
        "{share:.0%} af rækkerne = antal x stykpris minus rabatten"
    ),
    "{share:.0%} of rows agree with quantity x unit price": "{share:.0%} af rækkerne stemmer med antal x stykpris",
    "{votes:,} of {of:,} orders of several units add up so": (
        "{votes:,} af {of:,} ordrer med flere af samme vare stemmer sådan"
    ),
    "{votes:,} of {orders:,} taxed orders add up so": "{votes:,} af {orders:,} momsbelagte ordrer stemmer sådan",
    "{words} on {share:.0%}": "{words} på {share:.0%}",
    # --- what predicts, and why
    "(chi-square {found:.1f}, {needed:.1f} needed)": "(chi-kvadrat {found:.1f}, {needed:.1f} kræves)",
    "1 customer is known for {days:,} days, {needed} are needed": (
        "1 kunde er kendt i {days:,} dage, {needed} kræves"
    ),
    "{customers:,} customers are known for {days:,} days, {needed} are needed": (
        "{customers:,} kunder er kendt i {days:,} dage, {needed} kræves"
    ),
    "a month of the last {quarters} is missed by {shaped:.0%} with them, by {plain:.0%} without": (
        "en måned i {quarters} rammes {shaped:.0%} forkert med dem, {plain:.0%} uden"
    ),
    "quarter": "det seneste kvartal",
    "{count} quarters": "de seneste {count} kvartaler",
    "a purchase model": "en købsmodel",
    "a retention model": "en fastholdelsesmodel",
    "a spend model": "en forbrugsmodel",
    "all {customers:,} customers have the same mean spend": (
        "alle {customers:,} kunder har samme gennemsnitlige forbrug"
    ),
    "all {customers:,} customers have the same number of purchases on the same days since their first": (
        "alle {customers:,} kunder har lige mange køb på de samme dage efter deres første"
    ),
    "boost: what customers did in the last {quarters} is missed by {change:.1%} less with it": (
        "boost: det, kunderne gjorde i {quarters}, rammes med en fejl, der er {change:.1%} mindre"
    ),
    "no boost: what customers did in the last {quarters} is missed by {change:.1%} more with it": (
        "intet boost: det, kunderne gjorde i {quarters}, ville rammes med en fejl, der er {change:.1%} større"
    ),
    "no boost: it takes {customers:,} customers": "intet boost: det kræver {customers:,} kunder",
    "no boost: the orders are too few days to learn from and to try it on": (
        "intet boost: ordrerne dækker for få dage til at lære af og prøve det på"
    ),
    "customers are expected to do what earlier ones of their age and number of purchases did": (
        "kunderne forventes at gøre, som tidligere kunder med samme alder og antal køb gjorde"
    ),
    "customers are expected to stay and buy as before, which did best {told}": (
        "kunderne forventes at blive og købe som hidtil, hvilket klarede sig bedst {told}"
    ),
    "customers known for {days:,} days made {made:,} purchases in them, {needed} are needed": (
        "kunder kendt i {days:,} dage foretog {made:,} køb i dem, {needed} kræves"
    ),
    "from the orders up to {cut} the forecast looks {days:,} days ahead, and {asked:,} are held out": (
        "ud fra ordrerne til og med {cut} rækker prognosen {days:,} dage frem, og {asked:,} er holdt tilbage"
    ),
    "no churn identified: the orders show no sign that customers leave, so how long they stay cannot be told;"
    " orders over a longer time may tell (likelihood ratio {ratio:.2f}, {needed:.2f} needed)": (
        "intet frafald påvist: ordrerne viser ingen tegn på, at kunder falder fra, så det kan ikke siges, hvor"
        " længe de bliver; det kan ordrer over længere tid måske (likelihood ratio {ratio:.2f}, {needed:.2f}"
        " kræves)"
    ),
    "no customers to fit {model} to": "ingen kunder at tilpasse {model} til",
    "one customer to fit {model} to": "kun én kunde at tilpasse {model} til",
    "no forecast from the orders up to {cut}: {reason}": (
        "ingen prognose ud fra ordrerne til og med {cut}: {reason}"
    ),
    "no model asked for": "der er ikke bedt om en model",
    "no model can be used: {reason}": "ingen model kan bruges: {reason}",
    "no season, no level, no boost: the orders are too few days to try them on their end": (
        "hverken sæson, niveau eller boost: ordrerne dækker for få dage til at prøve dem på de sidste"
    ),
    "no season, no level: {told}": "hverken sæson eller niveau: {told}",
    "season and level: {told}": "sæson og niveau: {told}",
    "no season: it takes a year of orders and {days} days to try it on": (
        "ingen sæson: den kræver et års ordrer og {days} dage at prøve den på"
    ),
    "nobody bought on {days} days": "ingen købte på {days} dage",
    "nobody kept an order": "ingen beholdt en ordre",
    "none of {customers:,} customers bought on a second day": "ingen af {customers:,} kunder købte på en dag mere",
    "nothing is predicted beyond {days:,} days": "intet forudsiges ud over {days:,} dage",
    "on the last {days} days, by deviance per purchase and Gini: cohort curve {curve}; NBD {stays}": (
        "på de seneste {days} dage, efter devians pr. køb og Gini: kohortekurve {curve}; NBD {stays}"
    ),
    "{deviance:.3f} and {gini:.3f}": "{deviance:.3f} og {gini:.3f}",
    "{model} did best on the last {days} days, by deviance per purchase and Gini: {told}": (
        "{model} klarede sig bedst på de seneste {days} dage, efter devians pr. køb og Gini: {told}"
    ),
    "one return rate for all: by the number of a purchase it differs by chance alone {found}": (
        "én returrate for alle: efter købets nummer varierer den kun tilfældigt {found}"
    ),
    "one return rate for all: {share:.1%} of net sales came back": (
        "én returrate for alle: {share:.1%} af nettosalget kom retur"
    ),
    "what comes back differs by the number of a purchase, beyond chance {found}: {rates}": (
        "det, der kommer retur, varierer med købets nummer, mere end tilfældigt {found}: {rates}"
    ),
    "{share:.0%} of {numbers}": "{share:.0%} af køb {numbers}",
    "orders of {span:,} days leave {left:,} before the first cut with {held_out:,} held out; {needed:,} are"
    " needed": (
        "ordrer over {span:,} dage levner {left:,} før den første skæringsdag, når {held_out:,} holdes tilbage;"
        " {needed:,} kræves"
    ),
    "purchases in total by those of the quarter before, {rule:.0%} off against {own:.0%}": (
        "køb i alt efter kvartalet før, {rule:.0%} forkert mod {own:.0%}"
    ),
    "saved in {file}, learnt from {customers:,} customers up to {as_of}": (
        "gemt i {file}, lært af {customers:,} kunder til og med {as_of}"
    ),
    "the cohort curve did best {told}": "kohortekurven klarede sig bedst {told}",
    "the cohort curve was asked for": "der blev bedt om kohortekurven",
    "the search for a spend model did not settle": "søgningen efter en forbrugsmodel faldt ikke til ro",
    "the search for the best parameters did not settle": "søgningen efter de bedste parametre faldt ikke til ro",
    "who is worth most by past spend, Gini {rule:.3f} against {own:.3f}": (
        "hvem der er mest værd efter tidligere forbrug, Gini {rule:.3f} mod {own:.3f}"
    ),
    "{count:,} day of orders; {needed} are needed": "{count:,} dag med ordrer; {needed} kræves",
    "{count:,} days of orders; {needed} are needed": "{count:,} dage med ordrer; {needed} kræves",
    "{days:,} days of orders, {needed} are needed": "{days:,} dage med ordrer, {needed} kræves",
    "{count:,} repeat buyer; {needed} are needed": "{count:,} kunde med genkøb; {needed} kræves",
    "{count:,} repeat buyers; {needed} are needed": "{count:,} kunder med genkøb; {needed} kræves",
    "{customers:,} customers have a mean spend of zero or less, or no purchase to take it from": (
        "{customers:,} kunder har et gennemsnitligt forbrug på nul eller derunder eller intet køb at tage det fra"
    ),
    "{model} has the best BIC of the models whose parameters the data settle": (
        "{model} har den bedste BIC af de modeller, hvis parametre dataene afgør"
    ),
    "{model} was asked for": "der blev bedt om {model}",
    "{model} was tried on {customers:,} customers, {repeat_buyers:,} of them with a second purchase day, and"
    " cannot be used: {reason}": (
        "{model} blev prøvet på {customers:,} kunder, {repeat_buyers:,} af dem med mere end én købsdag, og kan ikke"
        " bruges: {reason}"
    ),
    "{reason}; nor can earlier customers be followed: {lacking}": (
        "{reason}; tidligere kunder kan heller ikke følges: {lacking}"
    ),
    "a cohort has more customers after renewal {renewal} than before it": (
        "en kohorte har flere kunder efter fornyelse {renewal} end før den"
    ),
    "a few very large purchases leave no average to expect": (
        "nogle få meget store køb gør, at der ikke er et gennemsnit at forvente"
    ),
    "a retention of {share:.1%}, always and everybody's, explains the data": (
        "en fastholdelse på {share:.1%}, altid og for alle, forklarer dataene"
    ),
    "customers who never leave explain the data": "kunder, der aldrig falder fra, forklarer dataene",
    "difference between customers": "forskel mellem kunder",
    "dropout": "frafald",
    "likelihood ratio {ratio:.2f}, {needed:.2f} needed": "likelihood ratio {ratio:.2f}, {needed:.2f} kræves",
    "no {what} is identified: {instead} as well ({evidence})": (
        "{what} er ikke påvist: {instead} lige så godt ({evidence})"
    ),
    "none of {customers:,} customers has come to a second renewal": (
        "ingen af {customers:,} kunder er nået til en anden fornyelse"
    ),
    "none of {customers:,} customers has left": "ingen af {customers:,} kunder er ophørt",
    "none of {customers:,} customers has renewed": "ingen af {customers:,} kunder har fornyet",
    "q = {q:.3g}, must be above 1": "q = {q:.3g}, skal være over 1",
    "spend varies so much that its mean is infinite (q = {q:.3g}, must be above 1)": (
        "forbruget varierer så meget, at gennemsnittet er uendeligt (q = {q:.3g}, skal være over 1)"
    ),
    "the data leave {parameters} open by more than a factor of 50": (
        "dataene lader {parameters} stå åbne med mere end en faktor 50"
    ),
    "the likelihood is flat in a combination of {parameters}": (
        "likelihooden er flad i en kombination af {parameters}"
    ),
    "the likelihood keeps rising while {parameters}": "likelihooden bliver ved med at stige, mens {parameters}",
    "the mean spend of the population is infinite ({evidence})": (
        "det gennemsnitlige forbrug er uendeligt ({evidence})"
    ),
    "the orders do not tell how customers differ in buying and leaving; more orders, or a longer time of them,"
    " may": (
        "ordrerne viser ikke, hvordan kunderne er forskellige i køb og frafald; det kan flere ordrer eller en"
        " længere periode måske"
    ),
    "the orders do not tell how customers differ in what they spend": (
        "ordrerne viser ikke, hvordan kundernes forbrug er forskelligt"
    ),
    "the orders show no sign that customers leave, so how long they stay cannot be told; orders over a longer"
    " time may tell": (
        "ordrerne viser ingen tegn på, at kunder falder fra, så det kan ikke siges, hvor længe de bliver; det kan"
        " ordrer over længere tid måske"
    ),
    "{name} falls to zero": "{name} går mod nul",
    "{name} grows without end": "{name} vokser uden ende",
    "{said} and {other}": "{said} og {other}",
    "{shown} and {more:,} more": "{shown} og {more:,} mere",
    # --- what tables of values say
    "all customers": "alle kunder",
    "all orders returned": "alle ordrer returneret",
    "cohort curve, {days} days ahead": "kohortekurve, {days} dage frem",
    "taken to stay, {days} days ahead": "antages at blive, {days} dage frem",
    "each purchase is expected to cost more than it leaves": "hvert køb forventes at koste mere, end det giver",
    "model of {group}": "model for {group}",
    "no forecast: {reason}": "ingen prognose: {reason}",
    "one purchase: P(alive) is 1 by the model's construction": "ét køb: P(alive) er 1 i kraft af modellen",
    "returns without an order in the data": "returneringer uden en ordre i dataene",
    "{count} small groups together": "{count} små grupper tilsammen",
    "contribution, ex tax": "dækningsbidrag, ekskl. moms",
    "contribution, incl. tax": "dækningsbidrag, inkl. moms",
    "contribution, tax unknown": "dækningsbidrag, moms ukendt",
    "contribution 1, ex tax": "dækningsbidrag 1, ekskl. moms",
    "contribution 1, incl. tax": "dækningsbidrag 1, inkl. moms",
    "contribution 1, tax unknown": "dækningsbidrag 1, moms ukendt",
    "contribution 2, ex tax": "dækningsbidrag 2, ekskl. moms",
    "contribution 2, incl. tax": "dækningsbidrag 2, inkl. moms",
    "contribution 2, tax unknown": "dækningsbidrag 2, moms ukendt",
    "contribution 3, ex tax": "dækningsbidrag 3, ekskl. moms",
    "contribution 3, incl. tax": "dækningsbidrag 3, inkl. moms",
    "contribution 3, tax unknown": "dækningsbidrag 3, moms ukendt",
    "net revenue, ex tax": "nettoomsætning, ekskl. moms",
    "net revenue, incl. tax": "nettoomsætning, inkl. moms",
    "net revenue, tax unknown": "nettoomsætning, moms ukendt",
    "(all)": "(alle)",
    "(none)": "(ingen)",
    "(others)": "(øvrige)",
    "amount": "beløb",
    "excluded": "ikke inkluderet",
    "included": "inkluderet",
    "percent": "procent",
    "share": "andel",
    "unknown": "ukendt",
    "yes": "ja",
    # --- formulas for comparison
    "12-month repurchase rate": "genkøbsrate, 12 måneder",
    "assumed": "antaget",
    "bought in 12 months, by years since the last purchase before": "købte på 12 måneder, efter år siden købet før",
    "contact never pays": "kontakt betaler sig aldrig",
    "contact pays for 1 year after a purchase": "kontakt betaler sig i 1 år efter et køb",
    "contact pays for {years} years after a purchase": "kontakt betaler sig i {years} år efter et køb",
    "contribution 1": "dækningsbidrag 1",
    "contribution 2": "dækningsbidrag 2",
    "contribution; undiscounted": "dækningsbidrag; ikke diskonteret",
    "first left out; growing; endless": "uden første betaling; voksende; uendelig",
    "first left out; net of winning": "uden første betaling; minus anskaffelse",
    "first now; net of cost; endless": "første betaling nu; minus omkostning; uendelig",
    "first now; net of cost; to lapse": "første betaling nu; minus omkostning; indtil inaktiv",
    "first now; net of cost; to stop": "første betaling nu; minus omkostning; indtil stop",
    "first now; net of cost; years": "første betaling nu; minus omkostning; over år",
    "first payment in a year; endless": "første betaling om et år; uendelig",
    "first payment left out; endless": "uden første betaling; uendelig",
    "first payment now; endless": "første betaling nu; uendelig",
    "net revenue": "nettoomsætning",
    "net sales per order, 12 months": "nettosalg pr. ordre, 12 måneder",
    "net sales; undiscounted": "nettosalg; ikke diskonteret",
    "orders per active customer, 12 months": "ordrer pr. aktiv kunde, 12 måneder",
    "{basis} per active customer, 12 months": "{basis} pr. aktiv kunde, 12 måneder",
    "{basis} per net sales, 12 months": "{basis} af nettosalg, 12 måneder",
    # --- how one customer's figures are reckoned
    "((alpha + T) / (alpha + t_x)) ^ (r + x) = ({until_now:.4f} / {until_last:.4f}) ^ {rate:.4f}": (
        "((alpha + T) / (alpha + t_x)) ^ (r + x) = ({until_now:.4f} / {until_last:.4f}) ^ {rate:.4f}"
    ),
    "a / (b + purchases it could have come after - 1) = {a:.4f} / {others:.4f}": (
        "a / (b + køb, det kunne være sket efter - 1) = {a:.4f} / {others:.4f}"
    ),
    "{orders:,.6f} x {value:,.4f}": "{orders:,.6f} x {value:,.4f}",
    "{weight:.6f} x {own:,.4f} + {rest:.6f} x {population:,.4f}": (
        "{weight:.6f} x {own:,.4f} + {rest:.6f} x {population:,.4f}"
    ),
    # --- who is in a segment
    "--tiers draws other lines.": "--tiers trækker andre grænser.",
    "All customers but the {count:,.0f} best of a currency by {by}; those who equal the last of them are among"
    " them.": (
        "Alle kunder undtagen de {count:,.0f} bedste i en valuta efter {by}; de, der er lig med den sidste af dem,"
        " hører til dem."
    ),
    "The {count:,.0f} best of a currency by {by}; those who equal the last of them are among them.": (
        "De {count:,.0f} bedste i en valuta efter {by}; de, der er lig med den sidste af dem, er med."
    ),
    "Customers of whom nothing is predicted for the next 12 months": (
        "Kunder, for hvem intet er forudsagt for de næste 12 måneder"
    ),
    "Customers who are alike in what is expected of them in 12 months, in their orders a year of the last 24"
    " months and in how likely they are still customers. There are as many groups in a currency as are found"
    " again when its customers are drawn anew; a customer of group_1 is expected to bring most, and the table"
    " says what is typical of each.": (
        "Kunder, der ligner hinanden i det, der forventes af dem over 12 måneder, i ordrer om året de seneste 24"
        " måneder og i, hvor sandsynligt det er, at de stadig er kunder. Der er så mange grupper i en valuta, som"
        " kan genfindes, når dens kunder trækkes på ny; en kunde i group_1 forventes at give mest, og tabellen"
        " siger, hvad der er typisk for hver."
    ),
    "Customers who have brought little and are expected to bring little": (
        "Kunder, der har givet lidt og forventes at give lidt"
    ),
    "Customers who have brought little and are expected to bring much": (
        "Kunder, der har givet lidt og forventes at give meget"
    ),
    "Customers who have brought much and are expected to bring little": (
        "Kunder, der har givet meget og forventes at give lidt"
    ),
    "Customers who have brought much and are expected to bring much": (
        "Kunder, der har givet meget og forventes at give meget"
    ),
    "Customers who reach at least {least:g} by {by}.": "Kunder, der når mindst {least:g} efter {by}.",
    "Customers who reach less than any other tier asks for by {by}.": (
        "Kunder, der når mindre, end noget andet niveau kræver, efter {by}."
    ),
    "The best customers of a currency by {by}, who together bring {share:g} % of the value": (
        "De bedste kunder i en valuta efter {by}, der tilsammen giver {share:g}\xa0% af værdien"
    ),
    "The next customers of a currency by {by}, who with A bring {share:g} % of the value": (
        "De næste kunder i en valuta efter {by}, der sammen med A giver {share:g}\xa0% af værdien"
    ),
    "The other customers of a currency by {by}, with all who brought nothing or cost money": (
        "De øvrige kunder i en valuta efter {by}, med alle, der intet gav eller kostede penge"
    ),
    "The best {share:g} % of the customers of a currency by {by}; equal customers are together in the higher"
    " tier.": (
        "De bedste {share:g}\xa0% af kunderne i en valuta efter {by}; lige kunder er sammen på det højeste niveau."
    ),
    "The next {share:g} % of the customers of a currency by {by}; equal customers are together in the higher"
    " tier.": (
        "De næste {share:g}\xa0% af kunderne i en valuta efter {by}; lige kunder er sammen på det højeste niveau."
    ),
    "value_total, or by value_to_date where there is no forecast": (
        "value_total, eller efter value_to_date, hvor der ingen prognose er"
    ),
    "{who}; equal customers are together in the higher class.": (
        "{who}; lige kunder er sammen i den højeste klasse."
    ),
    "{who}. Much is what the best {percent} % of the customers of a currency reach, by value_to_date and by"
    " clv_residual; equal customers are together, and who has no forecast is expected to bring little.": (
        "{who}. Meget er det, de bedste {percent}\xa0% af kunderne i en valuta når, efter value_to_date og efter"
        " clv_residual; lige kunder er sammen, og den, der ingen prognose har, forventes at give lidt."
    ),
    "Who had lapsed before the last purchase, and is not at risk again.": (
        "Den, der var inaktiv før seneste køb og ikke er i risiko igen."
    ),
    "Who is none of the others: silent for no longer than 80 % of those take who come back.": (
        "Alle andre: ikke stille længere end 80\xa0% af dem, der er kommet igen."
    ),
    "Who is silent for longer than 80 % of those take who come back after as many purchases.": (
        "Den, der har været stille længere end 80\xa0% af dem, der er kommet igen efter lige så mange køb."
    ),
    "Who is silent for longer than 90 % of those take who come back after as many purchases; whoever buys in one"
    " season of the year, not before the season has passed once more.": (
        "Den, der har været stille længere end 90\xa0% af dem, der er kommet igen efter lige så mange køb; den, der"
        " køber i én sæson af året, ikke før sæsonen er gået endnu en gang."
    ),
    "Whose first purchase is no longer ago than half of those take who buy a second time.": (
        "Den, hvis første køb ikke ligger længere tilbage, end halvdelen af dem, der køber anden gang, venter."
    ),
    "Who scores {cells}. Scores run from 1 to {scores}, the best; they rank the customers of a currency by days"
    " since the last order, and by orders and net revenue of 24 months, of which the mean is taken and rounded"
    " up.": (
        "Den, der har {cells}. Point går fra 1 til {scores}, som er bedst; de rangordner kunderne i en valuta efter"
        " dage siden seneste ordre og efter ordrer og nettoomsætning over 24 måneder, hvoraf gennemsnittet tages og"
        " rundes op."
    ),
    "{recency} for recency and {others} for orders and net revenue": (
        "{recency} for seneste køb og {others} for ordrer og nettoomsætning"
    ),
    "{said} or {other}": "{said} eller {other}",
    "{said}, or {other}": "{said}, eller {other}",
    "{currency} {money} in 12 months": "{money} {currency} på 12 måneder",
    "{money} in 12 months": "{money} på 12 måneder",
    "{orders:.1f} orders a year": "{orders:.1f} ordrer om året",
    "{percent:.0f} % still customers": "{percent:.0f}\xa0% stadig kunder",
    "not named": "ikke angivet",
    "all others": "alle andre",
    "no model predicts": "ingen model giver en prognose",
    "nobody is new": "ingen er nye",
    # --- what a column means in a table after the first that has it
    "ISO 4217; null where the data name none": "ISO 4217; tom, hvor dataene ingen angiver",
    "channel or source of the first order, or a channel of spend that nobody came by": (
        "kanal eller kilde for første ordre, eller en kanal med udgifter, som ingen kom gennem"
    ),
    "code of the reason, see clvcli explain": "grundens kode, se clvcli explain",
    "collection or season": "kollektion eller sæson",
    "customers in both": "kunder i begge",
    "customers known at the cut": "kunder kendt på skæringsdagen",
    "customers of the segment: exported + held_out + withheld": (
        "kunder i segmentet: exported + held_out + withheld"
    ),
    "customers who went this way": "kunder, der gik denne vej",
    "days since the last order, the median": "dage siden seneste ordre, median",
    "fewer than 30: they say little of others like them": "færre end 30: de siger lidt om andre som dem",
    "file as given": "filen, som den er angivet",
    "how to reach them": "hvordan de nås",
    "last day that counts": "sidste dag, der tæller",
    "lower end of the 80 % interval of clv_residual; empty without the orders": (
        "nedre grænse for 80\xa0%-intervallet for clv_residual; tom uden ordrerne"
    ),
    "money of the step": "beløbet i trinnet",
    "net revenue expected in the next 12 months": "nettoomsætning, der forventes de næste 12 måneder",
    "net revenue to date and expected, undiscounted": "nettoomsætning til dato og forventet, ikke diskonteret",
    "of all customers, in percent": "af alle kunder, i procent",
    "of clv_12m, what hangs on purchases that may not come: x (1 - p_buy_12m)": (
        "af clv_12m det, der afhænger af køb, som måske ikke kommer: x (1 - p_buy_12m)"
    ),
    "of the segment": "segmentets",
    "of the value, and of the segment": "værdiens og segmentets",
    "of those who come back, a quarter has by then": "af dem, der kommer igen, er en fjerdedel kommet da",
    "of those who come back, three quarters have by then": "af dem, der kommer igen, er tre fjerdedele kommet da",
    "orders they belong to": "de ordrer, de hører til",
    "probability of buying again within 12 months, left alone": (
        "sandsynlighed for at købe igen inden for 12 måneder, uden kontakt"
    ),
    "product group": "varegruppe",
    "share of the value that tiers rank by, in percent": (
        "andel af den værdi, niveauerne rangordner efter, i procent"
    ),
    "size": "størrelse",
    "the last day before the customer counts as lapsed": "den sidste dag, før kunden regnes som inaktiv",
    "the later day": "den senere dag",
    "the most to spend on them in 12 months, by the book of actions": (
        "det højeste beløb at bruge på dem i 12 måneder, ifølge handlingsbogen"
    ),
    "the rule that excludes, or the reason of a rejection": (
        "den regel, der udelader, eller grunden til en afvisning"
    ),
    "the segment of the first scheme": "segmentet i den første inddeling",
    "the segment; (all): those of a currency together": "segmentet; (all): alle i samme valuta",
    "the shop's id as printed; null where it has none": "butikkens nummer, som det står; tom, hvor der intet er",
    "the shop's id of the customer": "butikkens nummer på kunden",
    "treated, control or withheld": "treated, control eller withheld",
    "unit of the money": "beløbets valuta",
    "upper end of the 80 % interval of clv_residual; empty without the orders": (
        "øvre grænse for 80\xa0%-intervallet for clv_residual; tom uden ordrerne"
    ),
    "value tier": "værdiniveau",
    "value to date and to come": "værdi til dato og fremover",
    "value_to_date + clv_residual": "værdi til dato + resterende kundeværdi",
    "what money means": "hvad beløb betyder",
    "what the forecast of the model in use was made by, chosen before the cut": (
        "hvad den brugte models prognose er lavet med, valgt før skæringsdagen"
    ),
    "what they are expected to be worth in 12 months": "hvad de forventes at være værd over 12 måneder",
    "what they are expected to be worth over the horizon": (
        "hvad de forventes at være værd inden for tidshorisonten"
    ),
    "what they were worth so far": "hvad de har været værd hidtil",
    "where the formula comes from": "hvor formlen kommer fra",
    "who ordered for the first time in these months, kept or not": (
        "dem, der bestilte første gang i disse måneder, uanset om de beholdt noget"
    ),
}
